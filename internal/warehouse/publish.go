package warehouse

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Staging is the path beside target where its successor is built. Runs exclude each other by a
// lock, so one fixed name is enough and a killed run's leftovers are found and removed by the
// next one (see [Discard]).
func Staging(target string) string { return target + ".new" }

// Discard removes what an unfinished run left at Staging(target).
func Discard(target string) error {
	staging := Staging(target)
	return errors.Join(os.RemoveAll(staging), os.RemoveAll(staging+".wal"), os.RemoveAll(staging+".spill"))
}

// Publish puts the finished file or directory at Staging(target) in the place of target. What it
// holds is synced first and the folder afterwards, so that after a kill or a power failure the
// name leads either to all of the old content or to all of the new.
func Publish(target string) error {
	if err := publish(Staging(target), target); err != nil {
		return fmt.Errorf("publish %s: %w", target, err)
	}
	return nil
}

func publish(source, target string) error {
	if err := syncTree(source); err != nil {
		return err
	}
	info, err := os.Stat(source)
	if err != nil {
		return err
	}
	_, err = os.Stat(target)
	switch {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	case err == nil && info.IsDir():
		// A directory cannot be renamed over one that holds files; the two change names in one step.
		err = exchange(source, target)
	default:
		err = os.Rename(source, target)
	}
	if err != nil {
		return err
	}
	return errors.Join(syncPath(filepath.Dir(target)), os.RemoveAll(source))
}

func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return syncPath(path)
	})
}

func syncPath(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
