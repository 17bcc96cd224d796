package demo

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"time"

	"tocsin/brand"
)

// newest is how many posts a feed shows.
const newest = 100

type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Media   string   `xml:"xmlns:media,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	Description string `xml:"description"`
	Built       string `xml:"lastBuildDate"`
	Items       []item `xml:"item"`
}

type item struct {
	Title       string     `xml:"title,omitempty"`
	Link        string     `xml:"link"`
	GUID        guid       `xml:"guid"`
	Creator     string     `xml:"dc:creator"`
	Language    string     `xml:"dc:language,omitempty"`
	Published   string     `xml:"pubDate"`
	Description string     `xml:"description"`
	Readers     statistics `xml:"media:community>media:statistics"`
}

type guid struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

type statistics struct {
	Views int `xml:"views,attr"`
}

// WriteRSS writes posts as RSS 2.0, newest first, from the order of publication. The
// author stands in dc:creator, the reach in the views of Media RSS.
func WriteRSS(w io.Writer, posts []brand.Post, now time.Time) error {
	doc := rss{
		Version: "2.0", DC: "http://purl.org/dc/elements/1.1/", Media: "http://search.yahoo.com/mrss/",
		Channel: channel{
			Title: "Synthetic posts about Solvo", Link: "https://social.example/",
			Description: "Invented for a demonstration. Solvo does not exist, nor do the people.",
			Built:       now.UTC().Format(time.RFC1123Z),
		},
	}
	for _, p := range turned(posts) {
		doc.Channel.Items = append(doc.Channel.Items, item{
			Title: p.Title, Link: p.URL, GUID: guid{ID: p.NativeID}, Creator: p.Author, Language: p.Lang,
			Published: p.Published.Format(time.RFC1123Z), Description: p.Text, Readers: statistics{p.Reach},
		})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	if err := xml.NewEncoder(w).Encode(doc); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	return nil
}

// turned are posts in the reverse order.
func turned(posts []brand.Post) []brand.Post {
	last := slices.Clone(posts)
	slices.Reverse(last)
	return last
}
