"""Finnish. Its cases say what other languages say with small words, so words stand here in several forms."""

WORDS: dict[str, dict[int | str, str]] = {
    "number": {
        1: "yksi yhdeltä yhdestä yhdeksi yhden",
        2: "kaksi kahdelta kahdesta kahdeksi kahden kaks",
        3: "kolme kolmelta kolmesta kolmeksi kolmen",
        4: "neljä neljältä neljästä neljäksi neljän",
        5: "viisi viideltä viidestä viideksi viiden viittä viis",
        6: "kuusi kuudelta kuudesta kuudeksi kuuden kuus",
        7: "seitsemän seitsemältä seitsemästä seitsemäksi",
        8: "kahdeksan kahdeksalta kahdeksasta",
        9: "yhdeksän yhdeksältä yhdeksästä",
        10: "kymmenen kymmeneltä kymmenestä kymmentä kymmeneksi",
        11: "yksitoista yhdeltätoista yhdestätoista",
        12: "kaksitoista kahdeltatoista kahdestatoista",
        13: "kolmetoista",
        14: "neljätoista",
        15: "viisitoista viittätoista",
        16: "kuusitoista",
        17: "seitsemäntoista",
        18: "kahdeksantoista",
        19: "yhdeksäntoista",
        20: "kaksikymmentä kahtakymmentä",
        25: "kaksikymmentäviisi",
        30: "kolmekymmentä",
        45: "neljäkymmentäviisi",
        90: "yhdeksänkymmentä",
    },
    "hourword": {
        1: "yhdeltä kahdelta kolmelta neljältä viideltä kuudelta seitsemältä kahdeksalta yhdeksältä "
        "kymmeneltä yhdeltätoista kahdeltatoista yhdestä kahdesta kolmesta neljästä viidestä kuudesta "
        "seitsemästä kahdeksasta yhdeksästä kymmenestä"
    },
    "upto": {
        1: "yhteen",
        2: "kahteen",
        3: "kolmeen",
        4: "neljään",
        5: "viiteen",
        6: "kuuteen",
        7: "seitsemään",
        8: "kahdeksaan",
        9: "yhdeksään",
        10: "kymmeneen",
        11: "yhteentoista",
        12: "kahteentoista",
    },
    "some": {2: "pari parin", 3: "muutama muutaman"},
    "unit": {
        "minute": "minuutti minuuttia minuutin minuutiksi min mins",
        "hour": "tunti tuntia tunnin tunniksi h",
        "day": "päivä päivää päivän päiväksi",
        "week": "viikko viikkoa viikon viikoksi viikolla",
        "month": "kuukausi kuukautta kuukauden kk kuun kuussa",
        "year": "vuosi vuotta vuoden",
    },
    "length": {
        15: "varttitunti vartiksi vartin varttitunniksi",
        30: "puolituntinen puolituntia ",
        60: "tunti tunnin tunniksi",
        45: "kolme_varttia",
        90: "puolitoista_tuntia puoleksitoista_tunniksi puolentoista_tunnin puolitoistatuntinen",
        150: "kaksi_ja_puoli_tuntia",
    },
    "half": {30: "puoli puolen puoleksi"},
    "quarter": {15: "varttia vartti vartin"},
    "clock": {
        720: "puolipäivä puolilta_päivin puoliltapäivin keskipäivä keskipäivällä puolestapäivästä",
        0: "keskiyö keskiyöllä puoliyö puolenyön puoleltaöin",
    },
    "halfto": {30: "puoli puolelta puolesta"},
    "past": {1: "yli"},
    "before": {1: "vaille vailla"},
    "ish": {1: "noin suunnilleen"},
    "part": {
        "morning": "aamulla aamupäivällä aamuna aamupäivänä aamu aamupäivä",
        "afternoon": "iltapäivällä iltapäivänä iltapäivä ip",
        "evening": "illalla iltana ilta",
        "night": "yöllä yönä",
    },
    "day": {
        -2: "toissapäivänä",
        -1: "eilen",
        0: "tänään tänää tanaan",
        1: "huomenna huomen huomena huomiseksi huomisen",
        2: "ylihuomenna ylihuomiseksi",
    },
    "tonight": {0: "tänä_iltana tänä_yönä"},
    "morrowpart": {
        "morning": "huomisaamuna huomisaamuksi huomenaamulla",
        "afternoon": "huomisiltapäivänä",
        "evening": "huomisiltana",
    },
    "todaypart": {"morning": "tänä_aamuna", "afternoon": "tänä_iltapäivänä"},
    "weekday": {
        0: "maanantai maanantaina maanantaiksi maanantain maanantaista ma",
        1: "tiistai tiistaina tiistaiksi tiistain tiistaista ti",
        2: "keskiviikko keskiviikkona keskiviikoksi keskiviikon keskiviikosta ke",
        3: "torstai torstaina torstaiksi torstain torstaista to",
        4: "perjantai perjantaina perjantaiksi perjantain perjantaista pe",
        5: "lauantai lauantaina lauantaiksi lauantain la",
        6: "sunnuntai sunnuntaina sunnuntaiksi sunnuntain su",
    },
    "tail": {
        "morning": "aamuna aamupäivänä aamulla aamupäivällä",
        "afternoon": "iltapäivänä iltapäivällä",
        "evening": "iltana illalla",
    },
    "plural": {
        0: "maanantaisin",
        1: "tiistaisin",
        2: "keskiviikkoisin",
        3: "torstaisin",
        4: "perjantaisin",
        5: "lauantaisin",
        6: "sunnuntaisin",
    },
    "month": {
        1: "tammikuu tammikuuta tammikuun tammikuussa tammikuusta tammikuuhun",
        2: "helmikuu helmikuuta helmikuun helmikuussa helmikuusta helmikuuhun",
        3: "maaliskuu maaliskuuta maaliskuun maaliskuussa maaliskuusta maaliskuuhun",
        4: "huhtikuu huhtikuuta huhtikuun huhtikuussa huhtikuusta huhtikuuhun",
        5: "toukokuu toukokuuta toukokuun toukokuussa toukokuusta toukokuuhun",
        6: "kesäkuu kesäkuuta kesäkuun kesäkuussa kesäkuusta kesäkuuhun",
        7: "heinäkuu heinäkuuta heinäkuun heinäkuussa heinäkuusta heinäkuuhun",
        8: "elokuu elokuuta elokuun elokuussa elokuusta elokuuhun",
        9: "syyskuu syyskuuta syyskuun syyskuussa syyskuusta syyskuuhun",
        10: "lokakuu lokakuuta lokakuun lokakuussa lokakuusta lokakuuhun",
        11: "marraskuu marraskuuta marraskuun marraskuussa marraskuusta marraskuuhun",
        12: "joulukuu joulukuuta joulukuun joulukuussa joulukuusta joulukuuhun",
    },
    "ordinal": {
        1: "ensimmäinen ensimmäisenä ensimmäistä",
        2: "toinen toisena",
        3: "kolmas kolmantena",
        4: "neljäs neljäntenä",
        15: "viidestoista",
    },
    "suffix": {1: "päivä päivänä pnä"},
    "this": {1: "tämän tänä tällä"},
    "coming": {1: "tulevana tulevan tulevalla"},
    "next": {1: "ensi seuraava seuraavana"},
    "afternext": {1: "sitä_seuraavana sitä_seuraava"},
    "last": {1: "viime viimeinen"},
    "end": {1: "lopussa lopulla"},
    "begin": {1: "alussa"},
    "weekend": {1: "viikonloppu viikonloppuna"},
    "vague": {"week": "joskus milloin_vain", "time": "myöhemmin"},
    "at": {1: "klo kello kellon noin"},
    "sinceafter": {1: "alkaen lähtien"},
    "to": {1: "ja_päättyen"},
    "untilafter": {1: "asti saakka"},
    "between": {1: "välillä"},
    "and": {1: "ja"},
    "hence": {1: "päästä kuluttua kuluessa"},
    "ago": {1: "sitten"},
    "now": {1: "nyt heti"},
    "or": {1: "tai"},
    "with": {1: "kanssa"},
    "not": {1: "ei paitsi ilman"},
    "every": {1: "joka"},
    "other": {2: "toinen toisena"},
    "often": {
        "daily": "päivittäin joka_päivä",
        "weekly": "viikoittain joka_viikko",
        "biweekly": "joka_toinen_viikko kahden_viikon_välein",
        "monthly": "kuukausittain joka_kuukausi",
        "yearly": "vuosittain",
        "workdays": "arkisin arkipäivisin",
    },
    "workday": {1: "arkipäivä arkipäivänä"},
    "times": {1: "kertaa kerta"},
    "room": {1: "huone huoneen huonetta neuvotteluhuone tila"},
    "any": {
        1: "mikä_tahansa_huone joku_huone jokin_huone mikä_vain_huone huone huoneen neuvotteluhuone "
        "neuvotteluhuoneen vapaa_huone jotain jokin_tila mikä_tahansa missä_tahansa",
    },
    "people": {1: "hengelle henkilölle henkeä henkilöä ihmiselle hlö hengen hlölle lle"},
    "seats": {1: "paikkaa paikan istumapaikkaa"},
    "least": {1: "vähintään"},
    "title": {1: "otsikko aihe"},
    "meeting": {
        1: "palaveri kokous viikkopalaveri tapaaminen lounas koulutus suunnittelu esittely haastattelu "
        "päivittäispalaveri katselmus tiimipalaveri aamupalaveri juhlat kahvi",
    },
    "glue": {
        1: "ajan varata varattu "
        "kiitos hei moi moikka terve ole hyvä haluan haluaisin varaa varaisin varaus tarvitsen tarvitaan "
        "tarvitsisin saisinko saisiko voisitko minulle meille huone klo kello ja kanssa "
        "olisi hyvä saanko asti alkaen saakka",
    },
    "question": {1: "mikä milloin kuka mitkä"},
    "isit": {1: "onko ovatko"},
    "look": {1: "näytä vapaana vapaat varaustilanne"},
    "help": {1: "apua ohje ohjeet"},
    "zonetime": {1: "aikaa"},
    "undated": {
        1: "joulu joulun jouluna jouluksi jouluun jouluaatto jouluaattona jouluaaton joulupäivä "
        "joulupäivänä tapaninpäivä tapaninpäivänä tapanina uusivuosi uutenavuotena uudenvuodenaatto "
        "uudenvuodenaattona uudenvuodenpäivä uudenvuodenpäivänä uusi_vuosi uutena_vuotena loppiainen "
        "loppiaisena pääsiäinen pääsiäisenä pääsiäisen pääsiäistä pääsiäiseen "
        "joulua juhannusta vappua pääsiäismaanantai pääsiäismaanantaina "
        "pääsiäissunnuntai pääsiäissunnuntaina pääsiäislauantai pääsiäislauantaina pitkäperjantai "
        "pitkäperjantaina kiirastorstai kiirastorstaina palmusunnuntai laskiainen laskiaisena "
        "laskiaistiistai "
        "laskiaistiistaina laskiaissunnuntai vappu vappuna vapun vappuun vappuaatto vappuaattona helatorstai "
        "helatorstaina helluntai helluntaina juhannus juhannuksena juhannuksen juhannukseen juhannusaatto "
        "juhannusaattona juhannuspäivä juhannuspäivänä itsenäisyyspäivä itsenäisyyspäivänä pyhäinpäivä "
        "pyhäinpäivänä äitienpäivä äitienpäivänä isänpäivä isänpäivänä ystävänpäivä ystävänpäivänä "
        "palkkapäivä palkkapäivänä jonain_päivänä joku_päivä koko_viikko koko_viikon koko_viikoksi "
        "koko_kuukauden molempina_päivinä molemmat_päivät aamuisin iltaisin iltapäivisin "
        "aamupäivisin öisin vuoden_lopussa vuoden_loppu vuoden_lopulla vuoden_vaihteessa kuun_puolivälissä "
        "keväällä kesällä syksyllä talvella ensi_keväänä ensi_kesänä ensi_syksynä ensi_talvena maanantaihin "
        "tiistaihin keskiviikkoon torstaihin perjantaihin lauantaihin sunnuntaihin samana_päivänä "
        "seuraavana_päivänä toisena_päivänä"
    },
    "tie": {1: "ennen"},
    "tieafter": {1: "jälkeen"},
    "than": {1: "kuin"},
    "mid": {1: "puolivälissä puolivälin puoliväliin"},
    "weekno": {1: "viikko viikolla viikon vk vko v"},
    "choosy": {
        1: "minun meidän oma oman isoin isoimman isoimmassa suurin suurimman suurempi suuremman "
        "isompi isomman pienin pienimmän "
        "pienempi pienemmän sama saman samassa samaan toinen toisen toiseen eri muu muun joku_muu paras "
        "parhaan parempi paremman lähin lähimmän hiljaisin hiljaisimman tavallinen seuraava edellinen"
    },
    "rooms": {1: "huonetta"},
    "shy": {
        1: "ma ti ke to pe la su ja s me tila on ilta alussa ip joka toinen sitten ohje kk lle hei yli pari "
        "aamu aihe tunnin"
    },
}
