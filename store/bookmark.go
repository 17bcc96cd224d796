package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/redis/go-redis/v9"

	"tocsin/collectors"
)

// Bookmark answers what is remembered of a source; the zero Bookmark if it was never read.
func (s *Store) Bookmark(ctx context.Context, source string) (collectors.Bookmark, error) {
	marks, err := s.bookmarks(ctx, []string{source})
	return marks[source], s.told("read the bookmark of "+source, err)
}

// Bookmarks answers what is remembered of every source that was ever read.
func (s *Store) Bookmarks(ctx context.Context) (map[string]collectors.Bookmark, error) {
	sources, err := s.members(ctx, s.keys.sources())
	if err != nil {
		return nil, s.told("list sources", err)
	}
	marks, err := s.bookmarks(ctx, sources)
	return marks, s.told("read bookmarks", err)
}

func (s *Store) bookmarks(ctx context.Context, sources []string) (map[string]collectors.Bookmark, error) {
	texts := make([]*redis.StringCmd, len(sources))
	err := s.pipelined(ctx, func(p redis.Pipeliner) {
		for i, source := range sources {
			texts[i] = p.Get(ctx, s.keys.source(source))
		}
	})
	if err != nil {
		return nil, err
	}
	marks := make(map[string]collectors.Bookmark, len(sources))
	for i, source := range sources {
		if texts[i].Err() != nil {
			continue // pipelined has seen all errors but redis.Nil
		}
		var b collectors.Bookmark
		if err := json.Unmarshal([]byte(texts[i].Val()), &b); err != nil {
			return nil, &stepError{fmt.Errorf("the bookmark of %s is not readable: %w; delete %s to begin the source anew", source, misread(err), s.keys.source(source))}
		}
		marks[source] = b
	}
	return marks, nil
}

// Mark saves a bookmark.
func (s *Store) Mark(ctx context.Context, source string, b collectors.Bookmark) error {
	text, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("write the bookmark of %s: %w", source, err)
	}
	// The index first: a source listed without a bookmark is as good as unread.
	err = s.pipelined(ctx, func(p redis.Pipeliner) {
		p.SAdd(ctx, s.keys.sources(), source)
		p.Set(ctx, s.keys.source(source), text, 0)
	})
	return s.told("write the bookmark of "+source, err)
}

// MarkAll saves the bookmarks of several sources in one go.
func (s *Store) MarkAll(ctx context.Context, marks map[string]collectors.Bookmark) error {
	texts := make(map[string][]byte, len(marks))
	for source, b := range marks {
		text, err := json.Marshal(b)
		if err != nil {
			return fmt.Errorf("write the bookmark of %s: %w", source, err)
		}
		texts[source] = text
	}
	err := s.pipelined(ctx, func(p redis.Pipeliner) {
		for source, text := range texts {
			p.SAdd(ctx, s.keys.sources(), source)
			p.Set(ctx, s.keys.source(source), text, 0)
		}
	})
	return s.told(fmt.Sprintf("write the bookmarks of %d sources", len(marks)), err)
}
