package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

// finding is one thing the doctor looked at.
type finding struct {
	Name   string `json:"name"`
	State  string `json:"state"` // ok, note, bad
	Detail string `json:"detail"`
	Advice string `json:"advice,omitempty"`
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "检查环境：文件夹、数据库、日历、计划任务",
		Args:  exactly(0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			findings := a.examine(cmd.Context())
			bad := 0
			for _, f := range findings {
				if f.State == "bad" {
					bad++
				}
			}
			if a.asJSON {
				if err := a.printJSON(findings); err != nil {
					return err
				}
			} else {
				marks := map[string]string{"ok": "正常", "note": "注意", "bad": "异常"}
				for _, f := range findings {
					fmt.Fprintf(a.stdout, "[%s] %s：%s\n", marks[f.State], f.Name, f.Detail)
					if f.Advice != "" {
						fmt.Fprintf(a.stdout, "       建议：%s\n", f.Advice)
					}
				}
			}
			if bad > 0 {
				return &failure{code: exitFailed, message: fmt.Sprintf("有 %d 项异常", bad), hint: "按上面的建议逐项处理。"}
			}
			return nil
		},
	}
}

// examine looks and changes nothing but a file it makes and removes to see whether it may write.
func (a *app) examine(ctx context.Context) []finding {
	findings := []finding{a.examineConfig(), a.examineInbox()}
	for _, folder := range [...][2]string{{"数据文件夹", a.cfg.Data}, {"报告文件夹的上级", filepath.Dir(a.cfg.Site)}} {
		findings = append(findings, a.examineWritable(folder[0], folder[1]))
	}
	if err := a.checkSite(); err != nil {
		f := translate(err)
		findings = append(findings, finding{"报告文件夹", "bad", f.message, f.hint})
	}
	for _, file := range [...][2]string{{"raw", a.rawPath()}, {"marts", a.martsPath()}} {
		findings = append(findings, a.examineDatabase(ctx, file[0], file[1]))
	}
	return append(findings, a.examineCalendar(), a.examineSchedule())
}

func (a *app) examineConfig() finding {
	if a.cfg.File == "" {
		return finding{"配置文件", "ok", "没有，全部用默认值", ""}
	}
	return finding{"配置文件", "ok", a.shown(a.cfg.File), ""}
}

func (a *app) examineInbox() finding {
	if err := a.checkInbox(); err != nil {
		f := translate(err)
		return finding{"收件文件夹", "bad", f.message, f.hint}
	}
	return finding{"收件文件夹", "ok", a.shown(a.cfg.Inbox), ""}
}

func (a *app) examineWritable(name, folder string) finding {
	// A folder that does not exist yet is made by the first run, in the nearest one that does.
	existing := folder
	for {
		if _, err := os.Stat(existing); !os.IsNotExist(err) || existing == filepath.Dir(existing) {
			break
		}
		existing = filepath.Dir(existing)
	}
	probe, err := os.CreateTemp(existing, ".aqs-doctor-*")
	if err != nil {
		return finding{name, "bad", a.shown(existing) + " 不能写入", "请检查文件夹权限和磁盘空间。"}
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return finding{name, "bad", a.shown(existing) + "：" + err.Error(), "请检查磁盘。"}
	}
	detail := a.shown(folder) + " 可写"
	if existing != folder {
		detail = a.shown(folder) + " 还没有，首次运行时建立"
	}
	return finding{name, "ok", detail, ""}
}

func (a *app) examineDatabase(ctx context.Context, name, path string) finding {
	title := filepath.Base(path)
	if _, err := os.Stat(path); os.IsNotExist(err) {
		return finding{title, "note", "还没有", "运行 aqs run 生成。"}
	}
	session, err := warehouse.Open(ctx, a.warehouse(), warehouse.Attachment{Name: name, Path: path, ReadOnly: true})
	if err != nil {
		advice := "可以移走该文件后重新运行 aqs run，数据会由收件文件夹重建。"
		if errors.Is(err, warehouse.ErrLocked) {
			advice = "另一个程序正在使用它，稍后再试。"
		}
		return finding{title, "bad", err.Error(), advice}
	}
	if err := session.Close(); err != nil {
		return finding{title, "bad", err.Error(), "请检查磁盘。"}
	}
	return finding{title, "ok", "可以打开", ""}
}

func (a *app) examineCalendar() finding {
	year := a.asOf.Year()
	if calendar.HasNotice(year) {
		return finding{"工作日历", "ok", fmt.Sprintf("含 %d 年国务院放假安排", year), ""}
	}
	return finding{"工作日历", "note", fmt.Sprintf("没有 %d 年放假安排，按周一至周五计算", year), "请升级到含该年安排的版本；在此之前工作日数可能不准。"}
}

func (a *app) examineSchedule() finding {
	if _, err := a.scheduler(); err != nil {
		f := translate(err)
		return finding{"计划任务", "bad", f.message, f.hint}
	}
	return finding{"计划任务", "ok", fmt.Sprintf("%d 个", len(a.cfg.Schedule.Jobs)), ""}
}
