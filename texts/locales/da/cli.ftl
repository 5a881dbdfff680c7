# The command line and its help.

cli-about = En godkendelsesapp, der virker uden net: konti bag en pinkode, engangskoder og QR.
