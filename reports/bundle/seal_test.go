package bundle

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha256"
	"testing"
)

// The same content gives the same bytes; anything else gives another salt and nonce; what comes out
// opens with the passphrase alone, as a browser does it.
func TestSeal(t *testing.T) {
	sealer, err := NewSealer("correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	seal := func(s *Sealer, name, content string) *Sealed {
		out, err := s.Seal(name, []byte(content))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	one, again := seal(sealer, "a", "content"), seal(sealer, "a", "content")
	if !bytes.Equal(one.Data, again.Data) || !bytes.Equal(one.Salt, again.Salt) || !bytes.Equal(one.Nonce, again.Nonce) {
		t.Error("the same content gives other bytes")
	}
	for _, other := range []*Sealed{seal(sealer, "a", "Content"), seal(sealer, "b", "content")} {
		if bytes.Equal(one.Salt, other.Salt) || bytes.Equal(one.Nonce, other.Nonce) {
			t.Error("salt or nonce is used twice")
		}
	}
	key, err := pbkdf2.Key(sha256.New, "correct horse battery", one.Salt, 600_000, 32)
	if err != nil {
		t.Fatal(err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := gcm.Open(nil, one.Nonce, one.Data, nil); err != nil || string(plain) != "content" {
		t.Errorf("%q, %v", plain, err)
	}
	one.Data[0] ^= 1
	if _, err := gcm.Open(nil, one.Nonce, one.Data, nil); err == nil {
		t.Error("a changed file opens")
	}
}
