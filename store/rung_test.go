package store

import (
	"slices"
	"strings"
	"testing"

	"tocsin/brand"
)

func TestLossIsSaidAsTheServerIsSet(t *testing.T) {
	tests := []struct {
		name    string
		p       persistence
		durable bool
		loss    string
	}{
		{"every write is synced", persistence{appendOnly: "yes", fsync: "always"}, true, "nothing, as every write is on disk before it is answered"},
		{"the usual journal", persistence{appendOnly: "yes", fsync: "everysec", save: "3600 1"}, true, "about the last two seconds; nothing if only the daemon stopped"},
		{"the journal is synced by chance", persistence{appendOnly: "yes", fsync: "no"}, false, "up to half a minute, as its system writes the append-only file when it likes (appendfsync no): set everysec"},
		{"the disk is full", persistence{appendOnly: "yes", fsync: "always", writeFails: true}, false, "everything since its append-only file could last be written: make room on its disk"},
		{"snapshots only", persistence{appendOnly: "no", save: "3600 1", changes: "812"}, false, "everything since its last snapshot (812 changes now): set appendonly yes"},
		{"a cache", persistence{appendOnly: "no"}, false, "everything, as it keeps nothing on disk: set appendonly yes"},
		{"a cache that throws away", persistence{appendOnly: "yes", fsync: "always", maxMemory: 1 << 30, policy: "allkeys-lru"}, false, "it may throw away anything at any time when memory runs short (maxmemory-policy allkeys-lru): set noeviction"},
		{"an eviction policy without a limit", persistence{appendOnly: "yes", fsync: "always", policy: "allkeys-lru"}, true, "nothing, as every write is on disk before it is answered"},
	}
	for _, tt := range tests {
		if durable, loss := tt.p.loss(); durable != tt.durable || loss != tt.loss {
			t.Errorf("%s: loss(%+v) = %v, %q; want %v, %q", tt.name, tt.p, durable, loss, tt.durable, tt.loss)
		}
	}
}

func TestASurveyReadsTheSettings(t *testing.T) {
	tests := []struct {
		name    string
		args    []string
		durable bool
		loss    string
	}{
		{"a journal", []string{"--appendonly", "yes"}, true, "about the last two seconds"},
		{"a cache", nil, false, "everything, as it keeps nothing on disk"},
		{"a server that keeps its settings to itself", []string{"--rename-command", "CONFIG", ""}, false, "unknown, as it does not tell its settings"},
	}
	for _, tt := range tests {
		s := ground{Options{URL: socketURL(startRedis(t, tt.args...))}}.open(t)
		if r := s.Rung(); r.Name != RungRedis || r.Durable != tt.durable || !strings.HasPrefix(r.Loss, tt.loss) {
			t.Errorf("%s: Rung() = %+v; want durable %v, loss %q", tt.name, r, tt.durable, tt.loss)
		}
	}
}

// The library hides the reason of a refused transaction behind EXECABORT.
func TestARedisWithoutMemorySaysSo(t *testing.T) {
	s := ground{Options{URL: socketURL(startRedis(t, "--maxmemory", "1", "--maxmemory-policy", "noeviction"))}}.open(t)
	s.known.Store(brand.Key("solvo"), struct{}{})
	_, err := s.Keep(t.Context(), "solvo", saidAll(morning, "a"))
	if err == nil || !strings.Contains(err.Error(), "OOM") || !strings.Contains(err.Error(), "maxmemory") {
		t.Errorf("Keep: %v; want that memory is short, and what to do", err)
	}
	if s.client.Del(t.Context(), "x").Err() != nil {
		t.Error("the connection is of no use afterwards")
	}
	if err := s.client.ConfigSet(t.Context(), "maxmemory", "0").Err(); err != nil {
		t.Fatal(err)
	}
	if got := keep(t, s, saidAll(morning, "a")...); !slices.Equal(got, []string{"a"}) {
		t.Errorf("with memory again, Keep answers %v, want a", got)
	}
}
