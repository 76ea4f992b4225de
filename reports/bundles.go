package reports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"aqs/reports/bundle"
	"aqs/reports/data"
)

// Bundles says which bundles are made, and how they are locked.
type Bundles struct {
	Depts, Teams, People bool
	// Passphrases by "dept:<name or id>", "team:<name or id>", "person:<id>" or "*" for all others. When it is not nil,
	// a scope without a passphrase gets no bundle: an open file where a locked one was asked for
	// would be the worst answer.
	Passphrases map[string]string
}

// ErrNoScope tells that no 营业部, team or person answers to the name that was asked for.
var ErrNoScope = errors.New("no such dept, team or person")

// ErrNoPassphrase tells that passphrases are asked for and there is none for the scope.
var ErrNoPassphrase = errors.New("no passphrase for the scope")

// bundler makes bundles. Sealers are kept by passphrase, because preparing one takes its time.
type bundler struct {
	options Options
	data    *data.Data
	packer  *bundle.Packer
	mu      sync.Mutex
	sealers map[string]*bundle.Sealer
}

func newBundler(d *data.Data, o Options) (*bundler, error) {
	packer, err := bundle.NewPacker()
	if err != nil {
		return nil, err
	}
	return &bundler{options: o, data: d, packer: packer, sealers: map[string]*bundle.Sealer{}}, nil
}

// sealer is what locks a scope's bundle; nil when bundles are open.
func (b *bundler) sealer(scope data.Scope) (*bundle.Sealer, error) {
	if b.options.Bundles.Passphrases == nil {
		return nil, nil
	}
	passphrase := ""
	for _, key := range []string{scope.Type + ":" + scope.ID, scope.Type + ":" + scope.Name, "*"} {
		// A name that several people bear is nobody's key.
		if key == "person:"+scope.Name && b.bearers(scope) > 1 {
			continue
		}
		if passphrase = b.options.Bundles.Passphrases[key]; passphrase != "" {
			break
		}
	}
	if passphrase == "" {
		return nil, ErrNoPassphrase
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sealers[passphrase] == nil {
		sealer, err := bundle.NewSealer(passphrase)
		if err != nil {
			return nil, err
		}
		b.sealers[passphrase] = sealer
	}
	return b.sealers[passphrase], nil
}

func (b *bundler) bearers(scope data.Scope) int {
	n := 0
	for _, other := range b.data.Scopes {
		if other.Type == scope.Type && other.Name == scope.Name {
			n++
		}
	}
	return n
}

// make gives the name and the bytes of the bundle of a scope.
func (b *bundler) make(scope data.Scope) (string, []byte, error) {
	sealer, err := b.sealer(scope)
	if err != nil {
		return "", nil, err
	}
	content, title, err := bundle.Gather(b.data, scope.Key(), b.options.Version)
	if err != nil {
		return "", nil, err
	}
	file, err := b.packer.File(content.First, title, *content, sealer)
	return content.First, file, err
}

// writeBundles makes the bundles that the options ask for.
func writeBundles(ctx context.Context, d *data.Data, o Options, out *output, summary *Summary) error {
	var scopes []data.Scope
	for _, scope := range d.Scopes {
		if scope.Type == "dept" && o.Bundles.Depts || scope.Type == "team" && o.Bundles.Teams || scope.Type == "person" && o.Bundles.People {
			scopes = append(scopes, scope)
		}
	}
	if len(scopes) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(out.staging, bundle.Folder), 0o755); err != nil {
		return fmt.Errorf("bundles: %w", err)
	}
	b, err := newBundler(d, o)
	if err != nil {
		return err
	}
	var made, skipped atomic.Int64
	err = parallel(ctx, o.Workers, len(scopes), func(i int) error {
		name, content, err := b.make(scopes[i])
		if errors.Is(err, ErrNoPassphrase) {
			skipped.Add(1)
			return nil
		}
		if err != nil {
			return err
		}
		made.Add(1)
		return out.put(filepath.Join(bundle.Folder, name), content)
	})
	summary.Bundles, summary.BundlesSkipped = int(made.Load()), int(skipped.Load())
	return err
}

// BuildScope makes the bundle of one scope, named "dept:<name>", "team:<name>" or "person:<工号 or name>", and
// writes it into the bundles folder of the site; everything else there stays as it is.
func BuildScope(ctx context.Context, o Options, name string) (*Summary, error) {
	d, err := load(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	scope, err := find(d, name)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	b, err := newBundler(d, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	file, content, err := b.make(scope)
	if err != nil {
		return nil, fmt.Errorf("report: %s: %w", name, err)
	}
	folder := filepath.Join(o.SiteDir, bundle.Folder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	path := filepath.Join(folder, file)
	if err := replaceFile(path, content); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return &Summary{Bundles: 1, Written: 1, Bytes: int64(len(content)), Index: path}, nil
}

// find gives the scope of a name such as team:城东一组. A name that several bear is no answer.
func find(d *data.Data, name string) (data.Scope, error) {
	kind, wanted, _ := strings.Cut(name, ":")
	if kind != "dept" && kind != "team" && kind != "person" {
		return data.Scope{}, fmt.Errorf("%s: %w", name, ErrNoScope)
	}
	var found []data.Scope
	for _, scope := range d.Scopes {
		if scope.Type == kind && scope.ID == wanted {
			return scope, nil
		}
		if scope.Type == kind && scope.Name == wanted {
			found = append(found, scope)
		}
	}
	if len(found) != 1 {
		return data.Scope{}, fmt.Errorf("%s: %d of that name: %w", name, len(found), ErrNoScope)
	}
	return found[0], nil
}

// replaceFile writes a file beside its place and renames it there: a reader sees the old or the new.
func replaceFile(path string, content []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, writeErr := temp.Write(content)
	if err := errors.Join(writeErr, temp.Chmod(0o644), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
