package config

// Error is a mistake in the configuration: what is wrong and what to do, in Chinese, for the
// person who wrote it.
type Error struct {
	Message string
	Hint    string
	Err     error
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Message + "：" + e.Err.Error()
	}
	return e.Message
}

func (e *Error) Unwrap() error { return e.Err }
