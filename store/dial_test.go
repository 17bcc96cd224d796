package store

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestDialUnderstandsAddresses(t *testing.T) {
	tests := []struct {
		name    string
		opts    Options
		address string
		cluster bool
	}{
		{"one Redis", Options{URL: "redis://cache.example:6380/2"}, "cache.example:6380", false},
		{"the usual port", Options{URL: "redis://:geheim@cache.example"}, "cache.example:6379", false},
		{"with TLS", Options{URL: "rediss://u:geheim@cache.example"}, "cache.example:6379", false},
		{"a socket in a folder with a space", Options{URL: socketURL("/var/my data/s")}, "/var/my data/s", false},
		{"a cluster by two of its nodes", Options{URL: "redis://:geheim@a:1?addr=b:2"}, "a:1,b:2", true},
		{"a cluster by one address", Options{URL: "redis://a:1?cluster=true"}, "a:1", true},
		{"Sentinels", Options{URL: "redis://:geheim@a:1?master_name=main&addr=b:2"}, "main of a:1,b:2", false},
		{"a password of its own", Options{URL: "redis://a:1", Password: "ge/he#im"}, "a:1", false},
	}
	for _, tt := range tests {
		client, address, err := dial(tt.opts)
		if err != nil {
			t.Errorf("%s: dial(%q): %v", tt.name, tt.opts.URL, err)
			continue
		}
		_, cluster := client.(*redis.ClusterClient)
		if address != tt.address || cluster != tt.cluster {
			t.Errorf("%s: dial(%q) goes to %q, cluster %v; want %q, %v", tt.name, tt.opts.URL, address, cluster, tt.address, tt.cluster)
		}
		if one, ok := client.(*redis.Client); ok {
			if o := one.Options(); o.MaxRetries != 0 || !o.ContextTimeoutEnabled || !o.DisableIdentity {
				t.Errorf("%s: the library may repeat commands by itself (%d), or ignores deadlines (%v), or names itself (%v)", tt.name, o.MaxRetries, !o.ContextTimeoutEnabled, !o.DisableIdentity)
			}
			if tt.opts.Password != "" && one.Options().Password != tt.opts.Password {
				t.Errorf("%s: the password does not arrive as it is", tt.name)
			}
		}
		client.Close()
	}
}

func TestDialNeverTellsThePassword(t *testing.T) {
	for _, url := range []string{
		"redis://:geheim/1@host:6379", "redis://user:geheim@host:6379/x", "redis://:12/geheim@host", "redis://:geheim%zz@host",
		"http://:geheim@host", "redis://:geheim@host?no_such=1", "redis://:geheim@host?pool_size=x", "redis://h?addr=geheim",
		"geheim", "redis://:geheim@host:6379?master_name=m&addr=b",
	} {
		_, err := Open(t.Context(), Options{URL: url})
		if err == nil || strings.Contains(err.Error(), "geheim") || !strings.Contains(err.Error(), "redis.url") {
			t.Errorf("Open(%q): %v; want an error about redis.url without the password", url, err)
		}
	}
}

func TestARedisThatIsNotThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	_, err = Open(t.Context(), Options{URL: "redis://:geheim@" + address})
	want := "ask the store whether it is there: redis at " + address + " does not answer: connection refused; start it, or remove redis.url to use the built-in store"
	if err == nil || err.Error() != want {
		t.Errorf("Open: %v\nwant  %s", err, want)
	}
}

// A server that accepts and says nothing is given up at the caller's deadline.
func TestARedisThatIsSilent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = Open(ctx, Options{URL: "redis://" + listener.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "does not answer") || ctx.Err() == nil {
		t.Errorf("Open: %v; want that it does not answer, after the deadline", err)
	}
}
