package store

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/redis/go-redis/v9"
)

// LibraryLog gives the Redis library a log of ours. It has one for the whole
// process, so a main function calls this, before anything is opened. What it says
// there comes back as an error too: it is for who looks for the cause.
func LibraryLog(log *slog.Logger) { redis.SetLogger(libraryLog{log}) }

type libraryLog struct{ log *slog.Logger }

// Printf is what the library calls.
func (l libraryLog) Printf(ctx context.Context, format string, v ...any) {
	l.log.DebugContext(ctx, "the redis library says", "line", fmt.Sprintf(format, v...))
}
