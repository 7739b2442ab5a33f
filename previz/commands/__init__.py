"""The commands: a module for each family, with what it asks for, does, and says. Importing one loads nothing heavy."""
