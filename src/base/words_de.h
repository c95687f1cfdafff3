/* The catalogue: English, German. Each English text once; blocks by the file that says it. */
/* clang-format off */
/* report/report.c */
{"Deposit", "Lagerstätte"},
{"Corridor", "Korridor"},
{"Method, data quality and provenance", "Methode, Datenqualität und Herkunft"},
{"Ways out: deposits, corridors and who can close them", "Wege hinaus: Lagerstätten, Korridore und wer sie schließen kann"},
    /* clang-format on */
