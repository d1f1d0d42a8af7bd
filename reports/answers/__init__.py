"""What ``dmf bound`` answers, one module per kind of bound."""
