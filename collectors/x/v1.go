package x

// The shapes below are what go-twitter reads: v1.1 JSON.

type v1Result struct {
	Statuses []v1Status `json:"statuses"`
	Metadata v1Metadata `json:"search_metadata"`
}

type v1Metadata struct {
	Count int `json:"count"`
	// MaxID is the newest id of the page, in spite of its name.
	MaxID string `json:"max_id_str"`
	// NextResults is set where older posts are waiting.
	NextResults string `json:"next_results,omitempty"`
}

type v1Status struct {
	ID        int64  `json:"id"`
	IDStr     string `json:"id_str"`
	CreatedAt string `json:"created_at,omitempty"`
	Text      string `json:"text"`
	FullText  string `json:"full_text"`
	Lang      string `json:"lang,omitempty"`
	Entities  struct {
		URLs []link `json:"urls"`
	} `json:"entities"`
	User      *v1User   `json:"user,omitempty"`
	Retweeted *v1Status `json:"retweeted_status,omitempty"`
}

type v1User struct {
	IDStr      string `json:"id_str"`
	ScreenName string `json:"screen_name"`
	Name       string `json:"name"`
	Followers  int    `json:"followers_count"`
}

type v1Error struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// Codes of v1.1, and two of our own above its range.
const (
	codeLimited = 88
	codeToken   = 89
	codeAccess  = 453
	codeCapped  = 10001
	codeOther   = 10002
)
