from tests.catalog.fakeapi import misbehaving as misbehaving
