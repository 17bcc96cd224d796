package store

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Timeouts are set here because the library's own defaults move between versions.
const (
	dialTimeout  = 3 * time.Second
	readTimeout  = 5 * time.Second
	poolTimeout  = 5 * time.Second
	dialPause    = 100 * time.Millisecond
	dialTries    = 2
	connections  = 16
	pipeliners   = 8
	respProtocol = 2
)

// dial makes a client for an address of redis.url; it talks to nobody yet. The
// second answer is the address as it may be shown: without user and password.
func dial(opts Options) (redis.UniversalClient, string, error) {
	u, err := url.Parse(opts.URL)
	if err != nil {
		return nil, "", errURL("")
	}
	if opts.Username != "" || opts.Password != "" {
		name, word := u.User.Username(), opts.Password
		if opts.Username != "" {
			name = opts.Username
		}
		if word == "" {
			word, _ = u.User.Password()
		}
		u.User = url.UserPassword(name, word)
	}
	query := u.Query()
	switch {
	case query.Has("master_name"):
		return dialSentinel(u)
	case query.Has("addr"), query.Has("cluster"):
		query.Del("cluster")
		u.RawQuery = query.Encode()
		return dialCluster(u)
	}
	return dialOne(u)
}

func dialOne(u *url.URL) (redis.UniversalClient, string, error) {
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, "", errURL(err.Error())
	}
	universal := &redis.UniversalOptions{
		Addrs: []string{o.Addr}, DB: o.DB, Username: o.Username, Password: o.Password,
		TLSConfig: o.TLSConfig, PoolSize: o.PoolSize, ClientName: o.ClientName,
	}
	settle(universal)
	simple := universal.Simple()
	simple.Network = o.Network
	return redis.NewClient(simple), o.Addr, nil
}

func dialCluster(u *url.URL) (redis.UniversalClient, string, error) {
	o, err := redis.ParseClusterURL(u.String())
	if err != nil {
		return nil, "", errURL(err.Error())
	}
	universal := &redis.UniversalOptions{
		Addrs: o.Addrs, Username: o.Username, Password: o.Password,
		TLSConfig: o.TLSConfig, PoolSize: o.PoolSize, ClientName: o.ClientName, IsClusterMode: true,
	}
	settle(universal)
	return redis.NewClusterClient(universal.Cluster()), strings.Join(o.Addrs, ","), nil
}

// dialSentinel uses the URL's user and password for the Sentinels and for what
// they watch over, unless the query gives the latter their own.
func dialSentinel(u *url.URL) (redis.UniversalClient, string, error) {
	o, err := redis.ParseFailoverURL(u.String())
	if err != nil {
		return nil, "", errURL(err.Error())
	}
	if o.Username == "" && o.Password == "" {
		o.Username, o.Password = o.SentinelUsername, o.SentinelPassword
	}
	universal := &redis.UniversalOptions{
		Addrs: o.SentinelAddrs, MasterName: o.MasterName, DB: o.DB, Username: o.Username, Password: o.Password,
		SentinelUsername: o.SentinelUsername, SentinelPassword: o.SentinelPassword,
		TLSConfig: o.TLSConfig, PoolSize: o.PoolSize, ClientName: o.ClientName,
	}
	settle(universal)
	return redis.NewFailoverClient(universal.Failover()), o.MasterName + " of " + strings.Join(o.SentinelAddrs, ","), nil
}

// settle fixes what correctness rests on, whatever the URL says. The library must
// not repeat a command by itself: a transaction sent again on a fresh connection
// has lost its WATCH.
func settle(o *redis.UniversalOptions) {
	o.MaxRetries = -1
	o.ContextTimeoutEnabled = true
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = dialTimeout, readTimeout, readTimeout, poolTimeout
	o.DialerRetries, o.DialerRetryTimeout = dialTries, dialPause
	o.Protocol = respProtocol
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	if o.PoolSize == 0 {
		o.PoolSize = connections
	}
	o.PipelinePoolSize = pipeliners
}

// errURL explains a redis.url that cannot be used. The library's own words may
// hold a part of the password, so only those that name an option are passed on.
func errURL(cause string) error {
	const form = `write it as redis://host:6379/0, rediss://… or unix:///path, and write characters such as / # ? @ in a password as %2F %23 %3F %40`
	if option, ok := strings.CutPrefix(cause, "redis: unexpected option: "); ok && !strings.Contains(option, "@") {
		const known = "addr, client_name, cluster, db, master_name, pool_size, skip_verify"
		return fmt.Errorf("redis.url has an unknown option %s: use one of %s", option, known)
	}
	return errors.New("redis.url is not an address: " + form)
}
