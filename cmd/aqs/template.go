package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aqs/ingest/form"
	"aqs/ingest/template"
)

func (a *app) templateCommand() *cobra.Command {
	var (
		options     template.Options
		file, month string
		force       bool
	)
	cmd := &cobra.Command{
		Use:   "template [表样]",
		Short: "生成一份空白表，填好后 aqs 能逐格读回",
		Long: "按表样生成空白工作簿：标题、栏目、下拉选项和填写说明；已读过花名册、网点表、产品表时，\n" +
			"姓名、团队、目标和当月工作日会预先填好。不写表样则列出全部表样。自己加的表样同样可用。",
		Example: "  aqs template F01 --person 张伟 --month 2026-04\n" +
			"  aqs template F05 --team 城东一组 -o 四月目标.xlsx",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return exactly(1, "一个表样编号")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listForms()
			}
			options.Form, options.FormsDir, options.RawPath, options.AsOf, options.Warehouse = args[0], a.formsDir(), a.rawPath(), a.asOf, a.warehouse()
			if month != "" {
				on, err := time.Parse("2006-01", month)
				if err != nil {
					return usage("--month "+month+" 不是月份", "请写成 2026-04。")
				}
				options.Month = on
			}
			made, err := template.Make(cmd.Context(), options)
			switch {
			case errors.Is(err, template.ErrUnknownForm), errors.Is(err, template.ErrNoLayout):
				return &failure{code: exitUsage, message: err.Error(), hint: "运行 aqs template 查看全部表样。", err: err}
			case err != nil:
				return err
			}
			path := file
			if path == "" {
				path = templateName(made, options)
			}
			if !filepath.IsAbs(path) {
				path = filepath.Join(a.workDir, path)
			}
			// What stands there may have been filled in.
			if _, err := os.Stat(path); err == nil && !force {
				return &failure{code: exitFailed, message: a.shown(path) + " 已经存在", hint: "请用 -o 换一个文件名；确实要覆盖时加 --force。"}
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("template: %w", err)
			}
			content, err := made.Book.Bytes()
			if err != nil {
				return err
			}
			if err := os.WriteFile(path, content, 0o644); err != nil {
				return fmt.Errorf("template: %w", err)
			}
			if a.asJSON {
				return a.printJSON(map[string]any{"path": path, "form": made.Form.ID, "month": made.Month.Format("2006-01"), "sheets": len(made.Book.Sheets), "people": made.People, "boxes": len(made.Boxes)})
			}
			if !a.quiet {
				fmt.Fprintf(a.stdout, "已生成 %s（%s，%s，预填 %s 人）\n", oneParagraph(a.shown(path)), made.Form.Name, made.Month.Format("2006年1月"), count(made.People))
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&file, "output", "o", "", "写到`文件`（默认按表名、月份和人名）")
	flags.StringVar(&options.Team, "team", "", "给哪个`团队`：预填全组姓名")
	flags.StringVar(&options.Person, "person", "", "给谁：`姓名`或工号")
	flags.StringVar(&month, "month", "", "哪个`月份`，如 2026-04（默认下一个工作日所在的月）")
	flags.BoolVar(&force, "force", false, "覆盖已有的文件")
	return cmd
}

// templateName is made of words of the command line and the form; none of them leads elsewhere.
func templateName(made *template.Made, o template.Options) string {
	parts := []string{made.Form.Name, made.Month.Format("2006-01")}
	for _, part := range []string{o.Team, o.Person} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, strings.Join(parts, "_")) + ".xlsx"
}

func (a *app) listForms() error {
	library, err := form.Load(a.formsDir())
	if err != nil {
		return err
	}
	type line struct {
		Form   string `json:"form"`
		Name   string `json:"name"`
		Layout string `json:"layout"`
	}
	var lines []line
	var text strings.Builder
	var columns [][2]string
	for _, id := range library.IDs() {
		described, _ := library.Describe(id)
		lines = append(lines, line{id, described.Name, described.Layout})
		columns = append(columns, [2]string{id, described.Name})
	}
	if a.asJSON {
		return a.printJSON(lines)
	}
	writeColumns(&text, "表样", columns)
	_, err = fmt.Fprint(a.stdout, strings.TrimPrefix(text.String(), "\n"))
	return err
}
