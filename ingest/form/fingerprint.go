package form

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// Fingerprint is a hash over every form file that [Load] would read: files read under another
// fingerprint have to be read anew. A userDir that does not exist is as good as none.
func Fingerprint(userDir string) (string, error) {
	sum := sha256.New()
	folders := []fs.FS{builtin}
	patterns := []string{"defs/*.yaml"}
	if userDir != "" {
		folders, patterns = append(folders, os.DirFS(userDir)), append(patterns, "*.yaml")
	}
	for i, folder := range folders {
		names, err := fs.Glob(folder, patterns[i]) // sorted
		if err != nil {
			return "", fmt.Errorf("表样文件列不出: %w", err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(folder, name)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return "", fmt.Errorf("表样文件 %s 读不出: %w", name, err)
			}
			fmt.Fprintf(sum, "%d %s %d\n", i, path.Base(name), len(text))
			sum.Write(text)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}
