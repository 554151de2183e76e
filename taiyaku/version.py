"""The version of taiyaku."""

VERSION = "0.1.0"
