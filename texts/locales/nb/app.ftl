# The terminal app: its screens, by page.

app-name = Kodevagt
