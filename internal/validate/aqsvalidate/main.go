// Command aqsvalidate measures the method against people whose causes are known and writes
// docs/validation.md; see package validate.
package main

import (
	"context"
	"fmt"
	"os"

	"aqs/internal/validate"
)

func main() {
	if err := validate.Try(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}
