// Package assets holds what every page of the site shares: style sheet, script, icon and ECharts.
//
// The last is bundled from npm by `make assets` and not committed. Without it the build stops with
// "pattern built-by-make-assets/…: no matching files found", which names the make target.
package assets

import (
	"embed"
	"path"
)

//go:embed site.css parts.css app.js drawer.js frame.js icon.svg
//go:embed built-by-make-assets/echarts.min.js
//go:embed built-by-make-assets/echarts.LICENSE.txt
//go:embed built-by-make-assets/echarts.NOTICE.txt
//go:embed built-by-make-assets/zrender.LICENSE.txt
var files embed.FS

const built = "built-by-make-assets/"

// File is one file of the site's assets folder.
type File struct {
	Name    string // within assets/
	Content []byte
}

// All lists the files of the site's assets folder in a fixed order.
func All() ([]File, error) {
	var out []File
	for _, name := range []string{
		"site.css", "parts.css", "app.js", "drawer.js", "frame.js", "icon.svg", built + "echarts.min.js",
		built + "echarts.LICENSE.txt", built + "echarts.NOTICE.txt", built + "zrender.LICENSE.txt",
	} {
		content, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, File{Name: path.Base(name), Content: content})
	}
	return out, nil
}
