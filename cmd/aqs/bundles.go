package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"aqs/reports"
)

// bundles are the bundles that the configuration asks for, with their passphrases.
func (a *app) bundles() (reports.Bundles, error) {
	passphrases, err := a.cfg.Passphrases(a.env)
	return reports.Bundles{
		Depts: a.cfg.Bundles.Wants("depts"), Teams: a.cfg.Bundles.Wants("teams"), People: a.cfg.Bundles.Wants("people"), Passphrases: passphrases,
	}, err
}

// withScope lets `aqs report` make the bundle of one 营业部, team or person only.
func (a *app) withScope(cmd *cobra.Command) *cobra.Command {
	scope := cmd.Flags().String("scope", "", "只生成一个营业部、团队或一个人的报告包，如 dept:城东营业部、team:城东一组、person:工号（写到报告`文件夹`的 bundles）")
	all := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *scope == "" {
			return all(cmd, args)
		}
		return a.locked(cmd.Name(), func() error { return a.reportScope(cmd.Context(), *scope) })
	}
	return cmd
}

func (a *app) reportScope(ctx context.Context, scope string) error {
	if err := a.checkBefore(steps{report: true}); err != nil {
		return err
	}
	options, err := a.reportOptions()
	if err != nil {
		return err
	}
	summary, err := reports.BuildScope(ctx, options, scope)
	switch {
	case errors.Is(err, reports.ErrNoScope):
		return &failure{code: exitUsage, message: "没有唯一的营业部、团队或人叫 " + scope,
			hint: "写成 dept:营业部名、team:团队名 或 person:工号；重名的人和团队请用工号、编号。名单见 aqs query \"select scope_type, scope_id, scope_name from report.rpt_scope\"。", err: nil}
	case errors.Is(err, reports.ErrNoPassphrase):
		return &failure{code: exitUsage, message: "口令文件里没有 " + scope + " 的口令", hint: "请在 bundles.passphrase_file 指定的文件里加一行，或写「* = 口令」。"}
	case err != nil:
		return err
	}
	if a.asJSON {
		return a.printJSON(&outcome{AsOf: "", Report: summary, Index: summary.Index})
	}
	if !a.quiet {
		fmt.Fprintf(a.stdout, "报告包：%s\n", a.shown(summary.Index))
	}
	return nil
}
