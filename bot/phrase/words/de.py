"""German."""

WORDS: dict[str, dict[int | str, str]] = {
    "number": {
        1: "eins",
        2: "zwei zwo",
        3: "drei",
        4: "vier",
        5: "fünf fuenf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf zwoelf",
        13: "dreizehn",
        14: "vierzehn",
        15: "fünfzehn fuenfzehn",
        16: "sechzehn",
        17: "siebzehn",
        18: "achtzehn",
        19: "neunzehn",
        20: "zwanzig",
        21: "einundzwanzig",
        22: "zweiundzwanzig",
        23: "dreiundzwanzig",
        25: "fünfundzwanzig",
        30: "dreißig dreissig",
        35: "fünfunddreißig",
        40: "vierzig",
        45: "fünfundvierzig fuenfundvierzig",
        50: "fünfzig fuenfzig",
        55: "fünfundfünfzig",
        60: "sechzig",
        90: "neunzig",
    },
    "one": {1: "ein eine einen einer einem 'ne"},
    "some": {2: "paar ein_paar", 3: "einige einigen"},
    "unit": {
        "minute": "minute minuten min mins",
        "hour": "stunde stunden std h",
        "day": "tag tage tagen",
        "week": "woche wochen",
        "month": "monat monate monaten monats",
        "year": "jahr jahre jahren",
    },
    "half": {30: "halb halbe halben halbes"},
    "length": {
        15: "viertelstunde",
        30: "halbstunde",
        45: "dreiviertelstunde dreiviertel_stunde",
        90: "anderthalb_stunden eineinhalb_stunden einundeinhalb_stunden",
        150: "zweieinhalb_stunden",
        210: "dreieinhalb_stunden",
    },
    "quarter": {15: "viertel"},
    "clock": {720: "mittag mittags", 0: "mitternacht"},
    "hmark": {1: "uhr"},
    "halfto": {30: "halb"},
    "past": {1: "nach"},
    "before": {1: "vor"},
    "ish": {1: "ca circa etwa pünktlich"},
    "part": {
        "morning": "morgen morgens früh vormittag vormittags",
        "afternoon": "nachmittag nachmittags",
        "evening": "abend abends",
        "night": "nacht nachts",
    },
    "day": {
        -2: "vorgestern",
        -1: "gestern",
        0: "heute heut",
        1: "morgen morgn",
        2: "übermorgen uebermorgen",
    },
    "tonight": {0: "heute_abend heute_nacht"},
    "weekday": {
        0: "montag mo ",
        1: "dienstag di",
        2: "mittwoch mi",
        3: "donnerstag do",
        4: "freitag fr",
        5: "samstag sonnabend sa",
        6: "sonntag so",
    },
    "tail": {
        "morning": "morgen vormittag früh",
        "afternoon": "nachmittag",
        "evening": "abend",
        "night": "nacht",
    },
    "plural": {
        0: "montags",
        1: "dienstags",
        2: "mittwochs",
        3: "donnerstags",
        4: "freitags",
        5: "samstags sonnabends",
        6: "sonntags",
    },
    "month": {
        1: "januar jänner jan",
        2: "februar feber feb",
        3: "märz maerz mär mrz",
        4: "april apr",
        5: "mai",
        6: "juni jun",
        7: "juli jul",
        8: "august aug",
        9: "september sep sept",
        10: "oktober okt",
        11: "november nov",
        12: "dezember dez",
    },
    "ordinal": {
        1: "erste ersten erster",
        2: "zweite zweiten zweiter",
        3: "dritte dritten dritter",
        4: "vierte vierten",
        5: "fünfte fünften",
        10: "zehnte zehnten",
        15: "fünfzehnte fünfzehnten",
    },
    "this": {1: "diesen diese dieser diesem"},
    "coming": {1: "kommenden kommende kommender kommendem"},
    "next": {1: "nächsten nächste nächster nächstem naechsten naechste naechster"},
    "afternext": {1: "übernächsten übernächste übernächster uebernaechsten"},
    "last": {1: "letzten letzte letzter vorigen vorige vergangenen"},
    "end": {1: "ende"},
    "begin": {1: "anfang beginn"},
    "weekend": {1: "wochenende"},
    "vague": {"week": "irgendwann", "time": "später ganztägig"},
    "at": {1: "um gegen"},
    "on": {1: "am"},
    "from": {1: "von ab vom"},
    "to": {1: "bis bis_um bis_zu"},
    "until": {1: "bis bis_zum"},
    "between": {1: "zwischen"},
    "and": {1: "und"},
    "for": {1: "für fuer lang"},
    "in": {1: "in im"},
    "of": {1: "des der von vom im"},
    "the": {1: "der die das den dem"},
    "after": {1: "nach"},
    "beforeday": {1: "vor"},
    "hence": {1: "ab_jetzt ab_heute"},
    "ago": {},
    "now": {1: "jetzt sofort ab_sofort gleich_jetzt"},
    "or": {1: "oder"},
    "with": {1: "mit"},
    "not": {1: "nicht außer ohne statt"},
    "every": {1: "jeden jede jeder jedes jedem alle"},
    "other": {2: "zweite zweiten zweiter zweites"},
    "often": {
        "daily": "täglich",
        "weekly": "wöchentlich",
        "biweekly": "zweiwöchentlich vierzehntägig",
        "monthly": "monatlich",
        "yearly": "jährlich",
        "workdays": "werktags wochentags",
    },
    "workday": {1: "werktag werktage arbeitstag wochentag"},
    "times": {1: "mal"},
    "room": {1: "raum zimmer besprechungsraum räume"},
    "any": {
        1: "irgendein_raum irgendeinen_raum ein_raum einen_raum beliebiger_raum beliebigen_raum "
        "irgendein_zimmer ein_zimmer freier_raum freien_raum einen_freien_raum irgendwo "
        "irgendwas etwas einen_besprechungsraum ein_besprechungsraum ein_meetingraum egal_welcher_raum",
    },
    "people": {1: "personen person leute leuten teilnehmer mann köpfe"},
    "seats": {1: "plätze plätzen sitzplätze sitzplätzen plätze"},
    "least": {1: "mindestens"},
    "title": {1: "titel betreff thema"},
    "meeting": {
        1: "besprechung termin sitzung treffen planung mittagessen schulung vorstellungsgespräch "
        "workshop kundentermin runde jour fixe abstimmung teammeeting projekt gespräch feier",
    },
    "glue": {
        1: "immer "
        "bitte danke hallo hi guten tag ich wir mir uns brauche brauchen möchte möchten will wollen kann "
        "könnte könnten können du man buche buchen reserviere reservieren haben hätte gerne gern den die das "
        "der dem ein eine einen einer für um am im in von mit und oder zum zur uhr raum ist es noch frei "
        "ab bis bräuchte sie",
    },
    "question": {1: "was wann wer welche welcher welches"},
    "isit": {1: "ist sind"},
    "look": {1: "zeig zeige frei verfügbar belegung"},
    "help": {1: "hilfe"},
    "zone": {1: "mez mesz"},
    "zonetime": {1: "zeit ortszeit"},
    "undated": {
        1: "weihnachten heiligabend heiliger_abend weihnachtstag weihnachtsfeiertag silvester sylvester "
        "neujahr neujahrstag ostern ostermontag ostersonntag ostersamstag karfreitag gründonnerstag "
        "karsamstag pfingsten pfingstmontag pfingstsonntag christi_himmelfahrt himmelfahrt fronleichnam "
        "fasching karneval rosenmontag aschermittwoch nikolaus nikolaustag allerheiligen reformationstag "
        "dreikönigstag muttertag vatertag brückentag feiertag feiertage zahltag tag_der_arbeit "
        "tag_der_deutschen_einheit die_ganze_woche ganze_woche der_ganzen_woche "
        "den_ganzen_monat beide_tage beiden_tagen jahresende ende_des_jahres ende_dieses_jahres "
        "jahreswechsel quartalsende ende_des_quartals nächstes_quartal nächsten_sommer im_frühling im_sommer "
        "im_herbst im_winter am_nächsten_tag am_selben_tag",
    },
    "than": {1: "als neben"},
    "mid": {1: "mitte"},
    "weekno": {1: "kw kalenderwoche woche"},
    "choosy": {
        1: "mein unser meinen meinem unser unseren unserem größte größter größten größtes grösste "
        "grössten größere größeren größerer größeres kleinste "
        "kleinsten kleinster kleinere kleineren kleinerer gleiche gleichen gleicher selbe selben derselbe "
        "denselben dieselbe andere anderen anderer anderes beste besten bester bessere besseren übliche "
        "üblichen nächste nächsten ruhigste ruhigsten vorige vorigen"
    },
    "rooms": {1: "räume"},
    "shy": {
        1: "mo di mi do fr sa so an von die der das den dem des ab alle elf mal um am im in des war was "
        "wer nach vor halb mai lang ein ende mann gegen paar man will kann es"
    },
}
