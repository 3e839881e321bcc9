"""French."""

WORDS: dict[str, dict[int | str, str]] = {
    "number": {
        2: "deux",
        3: "trois",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        9: "neuf",
        10: "dix",
        11: "onze",
        12: "douze",
        13: "treize",
        14: "quatorze",
        15: "quinze",
        16: "seize",
        17: "dix_sept",
        18: "dix_huit",
        19: "dix_neuf",
        20: "vingt",
        30: "trente",
        40: "quarante",
        50: "cinquante",
        60: "soixante",
        90: "quatre_vingt_dix",
    },
    "one": {1: "un une"},
    "some": {2: "couple_d'", 3: "quelques"},
    "unit": {
        "minute": "minute minutes min mins mn",
        "hour": "heure heures h",
        "day": "jour jours",
        "week": "semaine semaines",
        "month": "mois",
        "year": "an ans année années",
    },
    "length": {
        15: "quart_d'heure un_quart_d'heure quart_d'_heure un_quart_d'_heure",
        30: "demi_heure demie_heure une_demi_heure",
        45: "trois_quarts_d'heure trois_quarts_d'_heure",
    },
    "half": {30: "demi demie"},
    "add": {
        30: "et_demie et_demi",
        15: "et_quart",
        -15: "moins_le_quart moins_quart",
        -10: "moins_dix",
        -20: "moins_vingt",
        -5: "moins_cinq",
        -25: "moins_vingt_cinq",
    },
    "hours": {1: "heure heures"},
    "clock": {720: "midi", 0: "minuit"},
    "ish": {1: "environ précises"},
    "part": {
        "morning": "matin matinée",
        "afternoon": "après_midi aprem",
        "evening": "soir soirée",
        "night": "nuit",
    },
    "day": {
        -2: "avant_hier",
        -1: "hier",
        0: "aujourd'hui aujourdhui aujourd'_hui",
        1: "demain dmain",
        2: "après_demain",
    },
    "tonight": {0: "ce_soir cette_nuit"},
    "todaypart": {"afternoon": "cet_après_midi cet_aprem", "morning": "ce_matin"},
    "weekday": {
        0: "lundi lun",
        1: "mardi mar",
        2: "mercredi mer",
        3: "jeudi jeu",
        4: "vendredi ven",
        5: "samedi sam",
        6: "dimanche dim",
    },
    "plural": {
        0: "lundis",
        1: "mardis",
        2: "mercredis",
        3: "jeudis",
        4: "vendredis",
        5: "samedis",
        6: "dimanches",
    },
    "month": {
        1: "janvier janv jan",
        2: "février févr fév",
        3: "mars",
        4: "avril avr",
        5: "mai",
        6: "juin",
        7: "juillet juil",
        8: "août aout",
        9: "septembre sept",
        10: "octobre oct",
        11: "novembre nov",
        12: "décembre déc",
    },
    "ordinal": {
        1: "premier première",
        2: "deuxième ",
        3: "troisième",
        4: "quatrième",
        5: "cinquième",
    },
    "suffix": {1: "er ère ième ème"},
    "this": {1: "ce cet cette"},
    "next": {1: "prochain prochaine"},
    "nextafter": {1: "prochain prochaine suivant suivante qui_vient"},
    "last": {1: "dernier dernière"},
    "lastafter": {1: "dernier dernière passé passée"},
    "end": {1: "fin fin_du fin_de fin_de_la"},
    "begin": {1: "début début_du début_de"},
    "weekend": {1: "week_end weekend"},
    "vague": {"week": "un_jour", "time": "plus_tard bientôt toute_la_journée"},
    "at": {1: "à vers"},
    "on": {1: "le"},
    "from": {1: "de du d' dès depuis à_partir_de à_partir_du à_partir_d'"},
    "to": {1: "à au jusqu'à jusqu' jusque"},
    "until": {1: "jusqu'à jusqu'au jusqu'en jusque jusqu' jusqu'_à jusqu'_au"},
    "between": {1: "entre"},
    "and": {1: "et"},
    "for": {1: "pour pendant durant"},
    "in": {1: "dans en"},
    "of": {1: "de du de_la des d'"},
    "the": {1: "le la les l'"},
    "after": {1: "après"},
    "ago": {},
    "now": {1: "maintenant tout_de_suite immédiatement"},
    "or": {1: "ou"},
    "with": {1: "avec"},
    "not": {1: "pas sauf sans"},
    "every": {1: "chaque tous_les toutes_les"},
    "otherafter": {2: "sur_deux sur_2"},
    "adjective": {1: "quotidien quotidienne hebdomadaire mensuel mensuelle annuel annuelle"},
    "often": {
        "workdays": "chaque_jour_ouvré tous_les_jours_ouvrés tous_les_jours_ouvrables chaque_jour_ouvrable",
        "daily": "quotidien quotidienne tous_les_jours chaque_jour",
        "weekly": "hebdomadaire toutes_les_semaines chaque_semaine",
        "biweekly": "toutes_les_deux_semaines",
        "monthly": "mensuel mensuelle tous_les_mois chaque_mois",
        "yearly": "annuel annuelle tous_les_ans",
    },
    "workday": {1: "jour_ouvré jours_ouvrés jour_ouvrable jours_ouvrables jour_de_semaine"},
    "times": {1: "fois"},
    "room": {1: "salle salles pièce"},
    "any": {
        1: "une_salle n'importe_quelle_salle une_salle_libre salle_libre n'importe_où quelque_chose "
        "une_salle_de_réunion n'importe_laquelle",
    },
    "people": {1: "personnes personne participants gens"},
    "seats": {1: "places place sièges"},
    "least": {1: "au_moins"},
    "title": {1: "titre objet sujet"},
    "meeting": {
        1: "réunion point déjeuner formation entretien atelier planification séance fête présentation "
        "rendez-vous",
    },
    "glue": {
        1: "merci bonjour salut s'il te vous plaît plait svp stp je j' nous on peux peut pourrais "
        "pourriez voudrais "
        "voudrions besoin ai avons d' de du la le les l' un une réserver réserve réservez à pour dans "
        "avec et "
        "salle moi au en des est il faut avoir",
    },
    "question": {1: "quoi quand qui quelles quelle quel"},
    "isit": {1: "est est_ce"},
    "look": {1: "montre libre libres disponible disponibles"},
    "help": {1: "aide"},
    "zonetime": {1: "heure_locale heure_française heure_de_paris heure_de_londres"},
    "undated": {
        1: "noël à_noel veille_de_noël jour_de_noël réveillon nouvel_an jour_de_l'_an jour_de_l'an "
        "saint_sylvestre épiphanie chandeleur mardi_gras pâques lundi_de_pâques "
        "dimanche_de_pâques vendredi_saint jeudi_saint ascension jeudi_de_l'_ascension pentecôte "
        "lundi_de_pentecôte assomption toussaint fête_du_travail fête_nationale fête_des_mères "
        "fête_des_pères saint_valentin jour_férié jours_fériés jour_de_paie "
        "un_de_ces_jours toute_la_semaine la_semaine_entière tout_le_mois les_deux_jours "
        "les_matins les_soirs les_après_midis fin_d'_année fin_de_l'_année fin_d'année fin_de_l'année "
        "mi_semaine mi_mois milieu_du_mois milieu_de_semaine prochain_trimestre trimestre_prochain cet_été "
        "cet_hiver cet_automne ce_printemps au_printemps en_été en_automne en_hiver le_même_jour "
        "le_lendemain lendemain"
    },
    "tie": {1: "avant"},
    "than": {1: "que"},
    "mid": {1: "mi milieu milieu_de courant"},
    "weekno": {1: "semaine sem"},
    "choosyafter": {
        1: "plus_grande plus_grand plus_petite plus_petit plus_calme habituelle différente précédente"
    },
    "choosy": {
        1: "ma notre votre plus_grande plus_grand plus_petite plus_petit plus_calme plus_proche même "
        "autre meilleure "
        "meilleur précédente"
    },
    "rooms": {1: "salles"},
    "shy": {
        1: "mar mer jeu ven sam dim un une on de du le la les d' en et an ans à au ce mars mai dans fin "
        "place "
        "places point er personne second er l' six moi pièce objet libre est il des"
    },
}
