//go:build !linux

package warehouse

import (
	"errors"
	"os"
)

// exchange swaps two paths by three renames. Where the system has no atomic swap there is a
// moment without b; the content is then at b+".old".
func exchange(a, b string) error {
	old := b + ".old"
	if err := errors.Join(os.RemoveAll(old), os.Rename(b, old)); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(old, b))
	}
	return os.Rename(old, a)
}
