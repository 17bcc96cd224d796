package child

import (
	"bufio"
	"context"
	"net"
	"strings"
	"time"
)

// askWithin is how long one question may take.
const askWithin = 2 * time.Second

// ask sends a server one command, in words, and answers the first line of its reply.
func ask(ctx context.Context, socket, words string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	var d net.Dialer
	line, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return "", err
	}
	defer line.Close() //nolint:errcheck // all was said
	stop := context.AfterFunc(ctx, func() { _ = line.Close() })
	defer stop()
	if _, err := line.Write([]byte(words + "\r\n")); err != nil {
		return "", err
	}
	answer, err := bufio.NewReader(line).ReadString('\n')
	return strings.TrimRight(answer, "\r\n"), err
}
