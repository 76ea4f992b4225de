package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "aqs",
		Short: "活动量责任额：把工作日志和周报变成可信的月度检讨",
		Long:  "aqs 读取收件文件夹里大家填写的工作日志、周报和登记表，生成可以直接打开的经营检讨网页。\n看不懂的内容会逐格列出，不猜测、不丢弃。",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			hint := "运行 aqs --help 查看全部命令。"
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "是否要用 aqs " + strings.Join(near, "、aqs ") + "？"
			}
			return usage(fmt.Sprintf("没有名为 %s 的命令", args[0]), hint)
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Annotations[needsNoConfig] != "" || !cmd.HasParent() {
				return nil
			}
			return a.load(cmd)
		},
		SilenceUsage:  true,
		SilenceErrors: true,

		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetIn(a.stdin)
	root.SetUsageFunc(printUsage)
	root.SetHelpCommand(helpCommand(root))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(flagMistake(err), "运行 "+cmd.CommandPath()+" --help 查看参数。")
	})
	flags := root.PersistentFlags()
	flags.BoolP("help", "h", false, "显示帮助")
	flags.StringVar(&a.configFile, "config", "", "配置`文件`（默认当前文件夹的 aqs.yaml，可以没有）")
	for _, setting := range settingFlags {
		flags.String(setting.flag, "", setting.usage)
	}
	flags.BoolVar(&a.asJSON, "json", false, "以 JSON 输出结果（给程序读）")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "不显示进度和摘要")
	flags.SortFlags = false

	root.AddCommand(a.commands()...)
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true // the template says it in Chinese
	}
	return root
}

func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:         "help [命令]",
		Short:       "显示命令的说明",
		Annotations: map[string]string{needsNoConfig: "yes"},
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, _, err := root.Find(args)
			if err != nil || len(args) > 0 && cmd == root {
				return usage("没有名为 "+strings.Join(args, " ")+" 的命令", "运行 aqs --help 查看全部命令。")
			}
			return cmd.Help()
		},
	}
}

// needsNoConfig annotates commands that work without any settings.
const needsNoConfig = "needs-no-config"

// exactly checks the number of arguments, in Chinese.
func exactly(count int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == count {
			return nil
		}
		if count == 0 {
			return usage(fmt.Sprintf("%s 后面不能再写 %q", cmd.CommandPath(), args[0]), "运行 "+cmd.CommandPath()+" --help 查看用法。")
		}
		return usage(fmt.Sprintf("%s 需要%s", cmd.CommandPath(), what), "运行 "+cmd.CommandPath()+" --help 查看用法。")
	}
}
