"""The sub-commands, one module each; `command` is what the program loads."""
