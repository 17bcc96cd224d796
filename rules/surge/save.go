package surge

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// What is saved is what there is: a detector's state has a fixed size, and all of it
// is written, so that one that is restored goes on exactly as it would have.

// MarshalBinary writes all a channel knows.
func (c *Channel) MarshalBinary() ([]byte, error) { return marshal(c) }

// UnmarshalBinary restores a channel. It must have been saved by the same version.
func (c *Channel) UnmarshalBinary(saved []byte) error { return unmarshal(saved, c) }

// MarshalBinary writes all a detector knows.
func (d *Detector) MarshalBinary() ([]byte, error) { return marshal(d) }

// UnmarshalBinary restores a detector. It must have been saved by the same version.
func (d *Detector) UnmarshalBinary(saved []byte) error { return unmarshal(saved, d) }

func marshal[T any](state *T) ([]byte, error) {
	return binary.Append(nil, binary.LittleEndian, state)
}

func unmarshal[T any](saved []byte, state *T) error {
	if want := binary.Size(state); len(saved) != want {
		return fmt.Errorf("a detector's state has %d bytes where this version writes %d: let it be built anew from the history", len(saved), want)
	}
	return binary.Read(bytes.NewReader(saved), binary.LittleEndian, state)
}
