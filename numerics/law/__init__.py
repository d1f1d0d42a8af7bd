"""Hitting times without iterating: T is a ceiling of an approximate Abel function of the map, enclosed in balls."""
