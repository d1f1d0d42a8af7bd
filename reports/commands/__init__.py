"""The ``dmf`` command, one module per verb."""
