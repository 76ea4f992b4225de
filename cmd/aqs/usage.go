package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// printUsage is the help in Chinese: cobra's own is English, and aligns columns by bytes.
func printUsage(cmd *cobra.Command) error {
	var text strings.Builder
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&text, "用法:\n  %s 命令 [参数]\n", cmd.CommandPath())
	} else {
		fmt.Fprintf(&text, "用法:\n  %s [参数]\n", cmd.UseLine())
	}
	if cmd.Example != "" {
		fmt.Fprintf(&text, "\n例子:\n%s\n", cmd.Example)
	}
	var commands [][2]string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			commands = append(commands, [2]string{sub.Name(), sub.Short})
		}
	}
	writeColumns(&text, "命令", commands)
	if cmd.HasParent() {
		writeColumns(&text, "参数", flagLines(cmd.LocalFlags()))
		writeColumns(&text, "通用参数", flagLines(cmd.InheritedFlags()))
	} else {
		writeColumns(&text, "通用参数", flagLines(cmd.PersistentFlags()))
		text.WriteString("\n退出码: 0 完成；1 失败；2 用法或配置有误；3 完成，但有文件需要处理；4 另一个运行正在进行。\n")
		text.WriteString("每个命令的说明: aqs 命令 --help\n")
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), text.String())
	return err
}

func flagLines(flags *pflag.FlagSet) [][2]string {
	var lines [][2]string
	flags.VisitAll(func(flag *pflag.Flag) {
		value, description := pflag.UnquoteUsage(flag)
		name := "--" + flag.Name
		if flag.Shorthand != "" {
			name = "-" + flag.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		if flag.DefValue != "" && flag.DefValue != "false" {
			description += "（默认 " + flag.DefValue + "）"
		}
		lines = append(lines, [2]string{name, description})
	})
	return lines
}

func writeColumns(text *strings.Builder, title string, lines [][2]string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(text, "\n%s:\n", title)
	widest := 0
	for _, line := range lines {
		widest = max(widest, displayWidth(line[0]))
	}
	for _, line := range lines {
		fmt.Fprintf(text, "  %s%s  %s\n", line[0], strings.Repeat(" ", widest-displayWidth(line[0])), line[1])
	}
}

// flagMistake says in Chinese what pflag found wrong.
func flagMistake(err error) string {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		return "没有名为 " + dashed(unknown.GetSpecifiedName()) + " 的参数"
	case errors.As(err, &missing):
		return "参数 " + dashed(missing.GetSpecifiedName()) + " 后面缺少值"
	case errors.As(err, &invalid):
		return fmt.Sprintf("参数 --%s 的值 %q 不对", invalid.GetFlag().Name, invalid.GetValue())
	}
	return "参数有误：" + err.Error()
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
