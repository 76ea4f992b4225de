package record

// Ptr gives the address of a value: the short way to fill an optional field.
func Ptr[T any](value T) *T { return &value }
