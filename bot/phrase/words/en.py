"""English."""

WORDS: dict[str, dict[int | str, str]] = {
    "number": {
        0: "zero oh",
        1: "one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty fourty",
        50: "fifty",
        60: "sixty",
        90: "ninety",
    },
    "one": {1: "a an another"},
    "some": {2: "couple couple_of a_couple a_couple_of pair_of", 3: "few a_few several"},
    "unit": {
        "minute": "minute minutes min mins minuts m",
        "hour": "hour hours hr hrs h hor hour's",
        "day": "day days d day's",
        "week": "week weeks wk wks w week's",
        "fortnight": "fortnight fortnights",
        "month": "month months month's",
        "year": "year years yr yrs",
        "second": "second_s seconds sec secs",
    },
    "half": {30: "half"},
    "quarter": {15: "quarter", 45: "three_quarters three_quarter"},
    "clock": {
        720: "noon midday noontime twelve_noon 12_noon lunchtime",
        0: "midnight mid_night midnite twelve_midnight 12_midnight",
    },
    "meridiem": {"am": "am a.m", "pm": "pm p.m"},
    "oclock": {1: "o'clock oclock o_clock o'clk hundred_hours"},
    "halfpast": {30: "half_past half_after half-past"},
    "past": {1: "past after"},
    "before": {1: "to before till til of"},
    "ish": {1: "ish sharp approximately roughly exactly"},
    "part": {
        "morning": "morning mornin",
        "afternoon": "afternoon arvo after_lunch",
        "evening": "evening eve",
        "night": "night nite",
    },
    "day": {
        -2: "day_before_yesterday the_day_before_yesterday",
        -1: "yesterday yday",
        0: "today tod 2day todays todat tday",
        1: "tomorrow tmrw tomorow tommorow tommorrow tomorrows tmr tmw tmo 2moro 2morrow 2mrw tomo tomoz "
        "tomorro tomarrow tommorw tomrrow tomorow tomorrw tmorrow tomm tmrow",
        2: "day_after_tomorrow the_day_after_tomorrow overmorrow",
    },
    "tonight": {0: "tonight tonite 2nite 2night tonihgt"},
    "weekday": {
        0: "monday mon ",
        1: "tuesday tue tues",
        2: "wednesday wed weds wednes wensday wednsday",
        3: "thursday thu thur thurs thrusday",
        4: "friday fri firday",
        5: "saturday sat saterday",
        6: "sunday sun",
    },
    "month": {
        1: "january jan",
        2: "february feb febuary",
        3: "march mar",
        4: "april apr",
        5: "may",
        6: "june jun",
        7: "july jul",
        8: "august aug",
        9: "september sep sept",
        10: "october oct",
        11: "november nov",
        12: "december dec",
    },
    "ordinal": {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
        11: "eleventh",
        12: "twelfth",
        13: "thirteenth",
        14: "fourteenth",
        15: "fifteenth",
        16: "sixteenth",
        17: "seventeenth",
        18: "eighteenth",
        19: "nineteenth",
        20: "twentieth",
        21: "twenty_first",
        22: "twenty_second",
        23: "twenty_third",
        24: "twenty_fourth",
        25: "twenty_fifth",
        26: "twenty_sixth",
        27: "twenty_seventh",
        28: "twenty_eighth",
        29: "twenty_ninth",
        30: "thirtieth",
        31: "thirty_first",
    },
    "suffix": {1: "st nd rd th"},
    "this": {1: "this"},
    "coming": {1: "coming upcoming this_coming"},
    "next": {1: "next nxt the_next"},
    "last": {1: "last previous past"},
    "end": {1: "end_of end_of_the eo"},
    "begin": {1: "beginning_of beginning_of_the start_of start_of_the"},
    "weekend": {1: "weekend weekends"},
    "vague": {
        "week": "sometime some_time anytime any_time whenever someday some_day",
        "time": "soon later asap eod all_day whole_day",
    },
    "at": {
        1: "at @ around about approximately "
        "roughly circa approx about_at starting_at starting beginning_at from_about"
    },
    "on": {1: "on"},
    "from": {1: "from since starting starting_from starting_at beginning begin start starts"},
    "to": {
        1: "to till til until through thru untill upto up_to and_ends_at ending_at "
        "end ends end_at ends_at ending finishing"
    },
    "until": {1: "until till til untill through"},
    "between": {1: "between in_between btw btwn"},
    "and": {1: "and &"},
    "for": {1: "for lasts_for lasts and_lasts_for lasting and_lasts taking duration"},
    "in": {1: "in within"},
    "of": {1: "of"},
    "the": {1: "the"},
    "after": {1: "after following"},
    "beforeday": {1: "before"},
    "more": {1: "more other"},
    "not": {1: "not except excluding without instead but"},
    "verb": {1: "move change reschedule cancel delete remove extend swap postpone"},
    "area": {1: "europe america asia africa australia pacific atlantic"},
    "zone": {
        1: "utc gmt cet cest eet eest est edt pst pdt cst cdt mst mdt bst wet zulu aest aedt acst awst "
        "nzst nzdt hkt msk jst sgt akst akdt hst eastern_time pacific_time local_time"
    },
    "hence": {1: "from_now hence later out  from_here"},
    "ago": {1: "ago"},
    "now": {1: "now right_now just_now immediately right_away at_once straight_away rn atm"},
    "or": {1: "or"},
    "with": {1: "with w"},
    "every": {1: "every each"},
    "other": {2: "other second alternate"},
    "adjective": {1: "daily weekly biweekly fortnightly monthly yearly annually everyday"},
    "often": {
        "daily": "daily everyday",
        "weekly": "weekly",
        "biweekly": "biweekly fortnightly bi_weekly",
        "monthly": "monthly",
        "yearly": "yearly annually",
    },
    "plural": {
        0: "mondays",
        1: "tuesdays",
        2: "wednesdays",
        3: "thursdays",
        4: "fridays",
        5: "saturdays",
        6: "sundays",
    },
    "workday": {1: "weekday weekdays workday workdays working_day business_day work_day"},
    "times": {1: "times occurrences x sessions"},
    "room": {1: "room rooms meeting_room conference_room space"},
    "any": {
        1: "any_room any_free_room any_meeting_room a_room some_room a_free_room free_room somewhere "
        "anywhere something anything whatever_room any_available_room any_space a_meeting_room "
        "any_rooms whichever_room need_room a_conference_room"
    },
    "people": {1: "people persons person pax ppl attendees participants guests of_us folks heads colleagues"},
    "seats": {1: "seats seat chairs places"},
    "title": {1: "title titled called named subject topic re"},
    "meeting": {
        1: "one_on_one 1_on_1 one_to_one "
        "standup meeting sync retro planning review lunch workshop interview demo call training "
        "kickoff brainstorm catchup briefing onboarding session party townhall refinement grooming "
        "daily weekly monthly breakfast dinner coffee exam homework deadline appointment stand-up "
        "presentation lecture class team board budget offsite design sprint project customer client "
        "sales marketing hr finance legal strategy roadmap retrospective allhands all hands checkin "
        "one-on-one 1on1 quarterly discussion talk chat huddle scrum release launch visit event "
        "yoga gym doctor dentist drinks afterwork birthday celebration study work focus"
    },
    "glue": {
        1: "please pls plz thanks thank thx ty cheers hi hello hey a an the me us my our for in at on "
        "from of "
        "with w and or is are be it that there if possible kindly also by this will starts start "
        "starting "
        "some just ok okay due lasts so as lasting during via you i we need dear"
    },
    "lead": {
        1: "help_me to_meet "
        "can_i_get may_i may_we can_i could_i could_you i_need i'd_like i_want i'd_like_to "
        "please_book can_you "
        "could_we can_we we_need book_me get_me i_would_like thank_you thanks_a_lot set_up let's lets "
        "hold put "
        "plan arrange grab make get find have want like to book reserve booking schedule can could "
        "would soon "
        "cancel rooms"
    },
    "look": {
        1: "free available availability show list calendar agenda look see check schedule busy occupied"
    },
    "question": {1: "what what's whats who's whos who when when's which what_is is_there where what_rooms"},
    "isit": {1: "is are any_rooms_free any_room_free does has"},
    "help": {1: "help usage man how_do how_does how_to help_me"},
    "zonetime": {1: "time"},
    "undated": {
        1: "christmas xmas x_mas christmas_eve christmas_day xmas_eve xmas_day boxing_day new_year new_years "
        "new_year's new_year's_eve new_years_eve new_year's_day new_years_day nye easter easter_monday "
        "easter_sunday easter_saturday good_friday holy_saturday palm_sunday maundy_thursday ash_wednesday "
        "shrove_tuesday pancake_day whit_monday whit_sunday pentecost ascension_day midsummer midsummer_eve "
        "halloween thanksgiving black_friday cyber_monday valentine's_day valentines_day mother's_day "
        "mothers_day father's_day fathers_day st_patrick's_day independence_day memorial_day labor_day "
        "labour_day may_day bank_holiday public_holiday holidays ramadan eid diwali hanukkah passover "
        "yom_kippur payday pay_day one_of_these_days some_other_day another_day "
        "next_available_day first_available_day next_free_day first_day_of_spring in_q1 in_q2 in_q3 in_q4 "
        "same_day that_day next_day the_next_day following_day all_week whole_week entire_week all_month "
        "whole_month all_weekend whole_weekend both_days most_days mornings afternoons evenings "
        "nights midweek mid_week end_of_year end_of_the_year year_end year's_end years_end eoy "
        "end_of_quarter "
        "end_of_the_quarter eoq start_of_quarter next_quarter this_quarter end_of_this_year end_of_next_year "
        "middle_of_the_month middle_of_the_week mid_month next_sprint next_spring next_summer next_autumn "
        "next_fall next_winter this_spring this_summer this_autumn this_winter in_spring in_summer in_autumn "
        "in_winter in_the_spring in_the_summer in_the_autumn in_the_winter",
    },
    "than": {1: "than near beside opposite"},
    "mid": {1: "mid middle_of the_middle_of early late"},
    "weekno": {1: "week wk"},
    "capital": {1: "et pt ct mt ist z"},
    "choosyafter": {1: "bigger larger smaller quieter else"},
    "choosy": {
        1: "my our your their biggest bigger largest larger smallest smaller same other another best "
        "better nicest "
        "nicer nearest "
        "closest quietest quieter usual regular different previous next cheapest similar"
    },
    "rooms": {1: "rooms"},
    "shy": {
        1: "a an on in to i at me am us no he is so as or was will die den de "
        "room m d w x sun sat mar may second oh once re eve class"
    },
}
