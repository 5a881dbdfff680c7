# The command line and its help.

cli-about = En autentiseringsapp som virker uten nett: kontoer bak en PIN-kode, engangskoder og QR.
