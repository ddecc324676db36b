"""Encryption of private text: the key ring, encrypted fields and keyed hashes."""
