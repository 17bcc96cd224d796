package child

import (
	"net"
	"testing"

	"tocsin/store/socket"
)

func dialServer(s *Server) (net.Conn, error) { return net.Dial("unix", s.Socket()) }

// place is where a server in a folder has its socket.
func place(t *testing.T, folder string) string {
	t.Helper()
	p, err := socket.At(folder, "redis.sock")
	if err != nil {
		t.Fatal(err)
	}
	return p.Path()
}
