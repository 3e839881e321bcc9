"""Swedish."""

WORDS: dict[str, dict[int | str, str]] = {
    "number": {
        1: "ett",
        2: "två",
        3: "tre",
        4: "fyra",
        5: "fem",
        6: "sex",
        7: "sju",
        8: "åtta",
        9: "nio",
        10: "tio",
        11: "elva",
        12: "tolv",
        13: "tretton",
        14: "fjorton",
        15: "femton",
        16: "sexton",
        17: "sjutton",
        18: "arton",
        19: "nitton",
        20: "tjugo",
        25: "tjugofem",
        30: "trettio",
        35: "trettiofem",
        40: "fyrtio",
        45: "fyrtiofem",
        50: "femtio",
        60: "sextio",
        90: "nittio",
    },
    "one": {1: "en ett"},
    "some": {2: "par ett_par", 3: "några"},
    "unit": {
        "minute": "minut minuter min mins",
        "hour": "timme timmar tim h timma",
        "day": "dag dagar",
        "week": "vecka veckor veckan",
        "month": "månad månader månaden",
        "year": "år",
    },
    "length": {
        15: "kvart en_kvart",
        30: "halvtimme en_halvtimme halvtimma halvtimmes",
        45: "trekvart tre_kvart",
        90: "en_och_en_halv_timme halvannan_timme en_och_en_halv_timma",
        150: "två_och_en_halv_timme två_och_en_halv_timmar",
    },
    "half": {30: "halv halva"},
    "quarter": {15: "kvart"},
    "clock": {720: "  mitt_på_dagen", 0: "midnatt"},
    "halfto": {30: "halv"},
    "past": {1: "över"},
    "before": {1: "i före"},
    "ish": {1: "ungefär cirka ca prick"},
    "part": {
        "morning": "morgon morgonen förmiddag förmiddagen bitti fm",
        "afternoon": "eftermiddag eftermiddagen em",
        "evening": "kväll kvällen",
        "night": "natt natten",
    },
    "day": {
        -2: "i_förrgår förrgår",
        -1: "igår i_går",
        0: "idag i_dag",
        1: "imorgon i_morgon imorn imorron imorrn i_morron",
        2: "övermorgon i_övermorgon",
    },
    "tonight": {0: "ikväll i_kväll inatt i_natt"},
    "todaypart": {"afternoon": "i_eftermiddag", "morning": "i_förmiddag"},
    "weekday": {
        0: "måndag måndagen mån",
        1: "tisdag tisdagen tis",
        2: "onsdag onsdagen ons",
        3: "torsdag torsdagen tors tor",
        4: "fredag fredagen fre",
        5: "lördag lördagen lör",
        6: "söndag söndagen sön",
    },
    "tail": {"morning": "morgon förmiddag", "afternoon": "eftermiddag", "evening": "kväll"},
    "plural": {
        0: "måndagar",
        1: "tisdagar",
        2: "onsdagar",
        3: "torsdagar",
        4: "fredagar",
        5: "lördagar",
        6: "söndagar",
    },
    "month": {
        1: "januari jan",
        2: "februari feb",
        3: "mars mar",
        4: "april apr",
        5: "maj",
        6: "juni jun",
        7: "juli jul",
        8: "augusti aug",
        9: "september sep sept",
        10: "oktober okt",
        11: "november nov",
        12: "december dec",
    },
    "ordinal": {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", 5: "femte", 10: "tionde", 15: "femtonde"},
    "suffix": {1: "e a :e :a"},
    "this": {1: "denna detta den_här nu_på"},
    "coming": {1: "kommande"},
    "next": {1: "nästa nästkommande"},
    "last": {1: "förra sista"},
    "end": {1: "slutet_av slutet"},
    "begin": {1: "början_av början"},
    "weekend": {1: "helgen helg"},
    "vague": {"week": "någon_gång nån_gång", "time": "senare hela_dagen"},
    "at": {1: "kl klockan klocka vid runt"},
    "on": {1: "på"},
    "from": {1: "från från_och_med"},
    "to": {1: "till"},
    "until": {1: "till till_och_med"},
    "between": {1: "mellan"},
    "and": {1: "och"},
    "for": {1: "i under för"},
    "in": {1: "om"},
    "of": {1: "i av"},
    "the": {1: "den det"},
    "after": {1: "efter"},
    "hence": {1: "från_nu"},
    "ago": {1: "sedan"},
    "now": {1: "nu genast just_nu"},
    "or": {1: "eller"},
    "with": {1: "med"},
    "not": {1: "inte utom istället"},
    "every": {1: "varje var"},
    "everyother": {2: "varannan vartannat"},
    "often": {
        "daily": "dagligen varje_dag",
        "weekly": "veckovis varje_vecka",
        "biweekly": "varannan_vecka",
        "monthly": "månadsvis varje_månad månatligen",
        "yearly": "årligen varje_år",
        "workdays": "vardagar",
    },
    "workday": {1: "vardag arbetsdag"},
    "times": {1: "gånger gång"},
    "room": {1: "rum rummet mötesrum"},
    "any": {
        1: "ett_rum något_rum vilket_rum_som_helst ett_ledigt_rum ledigt_rum nåt_rum något ett_mötesrum "
        "nånstans någonstans",
    },
    "people": {1: "personer person pers deltagare"},
    "seats": {1: "platser plats sittplatser"},
    "least": {1: "minst"},
    "title": {1: "titel rubrik ämne"},
    "meeting": {
        1: "möte planering avstämning lunch utbildning genomgång intervju veckomöte teammöte fika "
        "morgonmöte kundmöte presentation fest",
    },
    "glue": {
        1: "tack hej snälla jag vi kan kunde vill behöver skulle vilja ha boka bokar reservera mig oss "
        "rummet "
        "den det en ett i på kl klockan för med och till från rum är av du få",
    },
    "question": {1: "vad när vem vilka vilket"},
    "isit": {1: "är finns"},
    "look": {1: "visa ledigt lediga"},
    "help": {1: "hjälp"},
    "zonetime": {1: "tid"},
    "undated": {
        1: "till_jul vid_jul på_jul över_jul efter_jul före_jul innan_jul under_jul julen "
        "julafton juldagen juldag annandag_jul annandagen nyår nyårsafton nyårsdagen nyårsdag "
        "trettondagen trettondagsafton påsk påsken påskafton påskdagen annandag_påsk långfredag långfredagen "
        "skärtorsdag skärtorsdagen valborg valborgsmässoafton pingst pingsten pingstafton "
        "pingstdagen kristi_himmelsfärdsdag kristi_himmelsfärd midsommar midsommarafton midsommardagen "
        "nationaldagen alla_helgons_dag alla_helgona allhelgona luciadagen fettisdagen mors_dag "
        "fars_dag alla_hjärtans_dag lönedag löningsdag någon_dag nån_dag en_vacker_dag hela_veckan "
        "hela_månaden hela_helgen båda_dagarna bägge_dagarna på_morgnarna på_kvällarna "
        "på_eftermiddagarna på_förmiddagarna slutet_av_året årets_slut årsskiftet årsslutet "
        "mitten_av_månaden "
        "nästa_kvartal i_sommar i_höst i_vinter på_våren på_sommaren på_hösten på_vintern samma_dag "
        "nästa_dag dagen_efter"
    },
    "tie": {1: "före innan"},
    "than": {1: "än nära bredvid"},
    "mid": {1: "mitten_av mitten"},
    "weekno": {1: "vecka veckan v"},
    "choosy": {
        1: "mitt vårt vår största större minsta mindre samma annat annan andra bästa bättre närmaste "
        "tystaste "
        "vanliga nästa "
        "förra"
    },
    "shy": {
        1: "i en på om e a sex maj den det fest mars tor var tim par efter under plats kan du av mig med an "
        "natt när till före för vi är få em fm sedan lör sön mån"
    },
}
