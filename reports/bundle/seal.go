package bundle

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"fmt"
)

// Rounds of PBKDF2-SHA-256: what OWASP asks for, about a fifth of a second per guess.
const Rounds = 600_000

const saltLabel = "aqs bundle salt v1"

// Sealed is an encrypted content with what is needed to open it beside the passphrase.
type Sealed struct {
	Salt  []byte // 16 bytes, for PBKDF2
	Nonce []byte // 12 bytes, for AES-256-GCM
	Data  []byte // ciphertext and tag
}

// Sealer encrypts with one passphrase. Making one costs a run of PBKDF2, each Seal another.
type Sealer struct {
	passphrase string
	saltKey    []byte
}

// NewSealer prepares a passphrase.
func NewSealer(passphrase string) (*Sealer, error) {
	key, err := pbkdf2.Key(sha256.New, passphrase, []byte(saltLabel), Rounds, 32)
	if err != nil {
		return nil, fmt.Errorf("passphrase: %w", err)
	}
	return &Sealer{passphrase: passphrase, saltKey: key}, nil
}

// Seal encrypts content for the bundle called name. The same content under the same passphrase gives
// the same bytes; other content gives another salt, so another key, and another nonce. Salt and nonce
// are keyed hashes of the content under keys that only PBKDF2 gives: they tell nothing without the
// passphrase, and testing a guess of it costs no less than without them.
func (s *Sealer) Seal(name string, content []byte) (*Sealed, error) {
	salt, err := derive(s.saltKey, "salt\x00"+name, content, 16)
	if err != nil {
		return nil, err
	}
	key, err := pbkdf2.Key(sha256.New, s.passphrase, salt, Rounds, 32)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", name, err)
	}
	nonce, err := derive(key, "nonce\x00"+name, content, 12)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", name, err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", name, err)
	}
	return &Sealed{Salt: salt, Nonce: nonce, Data: gcm.Seal(nil, nonce, content, nil)}, nil
}

// derive gives n bytes that depend on a key, a purpose and a content: HKDF of the key for the
// purpose, then HMAC of the content.
func derive(key []byte, purpose string, content []byte, n int) ([]byte, error) {
	own, err := hkdf.Key(sha256.New, key, nil, purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("derive: %w", err)
	}
	mac := hmac.New(sha256.New, own)
	mac.Write(content)
	return mac.Sum(nil)[:n], nil
}
