package store

import (
	"context"
	"errors"
)

func childThere() bool { return false }

func start(_ context.Context, _ Options, _ string) (server, error) {
	return nil, errors.New("open the store: this rung is not built yet; set redis.url")
}
