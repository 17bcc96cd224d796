package store

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
	"tocsin/collectors"
)

// An alias is what else a source knows a mention by. It is looked up alone, however long
// ago and by whichever process the mention was kept, so that a network may tell of all
// that is deleted there.
type alias struct {
	name brand.Identity
	of   brand.MentionID
}

// aliasField is what an alias is kept under.
func aliasField(name brand.Identity) string { return strconv.FormatUint(uint64(name), 36) }

// askAliases asks which mentions the aliases of what is offered stand for, nil if there
// are none.
func (k *keeping) askAliases(ctx context.Context, p redis.Pipeliner) *redis.SliceCmd {
	if len(k.aliases) == 0 {
		return nil
	}
	fields := make([]string, len(k.aliases))
	for i, a := range k.aliases {
		fields[i] = aliasField(a.name)
	}
	return p.HMGet(ctx, k.store.keys.alias(k.key, k.quarter), fields...)
}

// newAliases are those offered that were not answered.
func (k *keeping) newAliases(answered *redis.SliceCmd) []alias {
	if answered == nil {
		return nil
	}
	var fresh []alias
	for i, of := range answered.Val() {
		if of != string(k.aliases[i].of) {
			fresh = append(fresh, k.aliases[i])
		}
	}
	return fresh
}

func (k *keeping) writeAliases(ctx context.Context, p redis.Pipeliner, aliases []alias) {
	if len(aliases) == 0 {
		return
	}
	fields := make([]any, 0, 2*len(aliases))
	for _, a := range aliases {
		fields = append(fields, aliasField(a.name), string(a.of))
	}
	p.HSet(ctx, k.store.keys.alias(k.key, k.quarter), fields...)
}

// unaliased puts ids in the place of aliases, and leaves out changes of what was never
// kept. All aliases are asked for at once.
func (s *Store) unaliased(ctx context.Context, key brand.Key, changes []collectors.Amendment) ([]collectors.Amendment, error) {
	var fields []string
	for _, a := range changes {
		if a.Alias != 0 {
			fields = append(fields, aliasField(a.Alias))
		}
	}
	if len(fields) == 0 {
		return changes, nil
	}
	var answers []*redis.SliceCmd
	now := quarterOf(newest(changes))
	err := s.pipelined(ctx, func(p redis.Pipeliner) {
		answers = nil
		for q := now - quartersBack; q <= now+1; q++ {
			answers = append(answers, p.HMGet(ctx, s.keys.alias(key, q), fields...))
		}
	})
	if err != nil {
		return nil, err
	}
	ids := map[string]brand.MentionID{}
	for _, answer := range answers {
		for i, of := range answer.Val() {
			if id, known := of.(string); known {
				ids[fields[i]] = brand.MentionID(id)
			}
		}
	}
	var known []collectors.Amendment
	for _, a := range changes {
		if a.Alias != 0 {
			if a.ID = ids[aliasField(a.Alias)]; a.ID == "" {
				continue
			}
		}
		known = append(known, a)
	}
	return known, nil
}
