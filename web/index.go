package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"time"
)

// index serves the one page for people.
func (s *site) index(w http.ResponseWriter, r *http.Request) {
	status, err := s.read(r.Context())
	shown := struct {
		Status
		Fault string
	}{Status: status}
	code := http.StatusOK
	if err != nil {
		shown.Fault, code = oneLine(err), http.StatusServiceUnavailable
	}
	var page bytes.Buffer
	if err := s.template.Execute(&page, shown); err != nil {
		plain(w, http.StatusInternalServerError, "the page could not be made: "+oneLine(err))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(page.Bytes())
}

// indexTemplate cannot fail: the text is a constant that the tests execute.
func indexTemplate() *template.Template {
	return template.Must(template.New("index").Funcs(template.FuncMap{
		"utc":   func(t time.Time) string { return t.UTC().Format("Mon 2 Jan 15:04 UTC") },
		"style": func() template.CSS { return indexStyle },
	}).Parse(indexText))
}

// contentPolicy allows the page's own style, by its hash, and nothing else.
func contentPolicy() string {
	sum := sha256.Sum256([]byte(indexStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

const indexStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; }
.bad { color: #c2410c; font-weight: 600; }
.ok { color: #15803d; }
`

const indexText = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tocsin{{if not .Ready}} (not ready){{end}}</title>
<style>{{style}}</style>
</head>
<body>
<h1>Tocsin</h1>
<p>Listens for brands in feeds and social networks, and rings everybody who may act when talk turns into a crisis.
{{- if .Version}} Version {{.Version}}.{{end}}{{if not .Started.IsZero}} Running since {{utc .Started}}.{{end}}</p>
<p>{{if .Ready}}<span class="ok">Ready.</span>{{else}}<span class="bad">Not ready.</span>{{end}}
{{- if .Store}} Kept in {{.Store}}.{{end}}
{{- if .AtRisk}} <span{{if not .Durable}} class="bad"{{end}}>If the machine stopped now, this would be lost: {{.AtRisk}}.</span>{{end}}</p>
{{if .Fault}}<p class="bad">{{.Fault}}</p>{{end}}
{{with .Checks}}<ul>{{range .}}
<li>{{.Name}}: {{if .OK}}<span class="ok">ok</span>{{else}}<span class="bad">{{.Fault}}</span>{{end}}</li>{{end}}
</ul>{{end}}
{{with .Incidents}}<h2>Incidents that want attention</h2>
<table><tr><th>Incident</th><th>Severity</th><th>State</th><th>Who has it</th><th>Voices</th><th>Since</th></tr>{{range .}}
<tr><td>{{.ID}}</td><td>{{.Severity}}</td><td>{{.State}}</td><td>{{or .Lead "nobody yet"}}</td><td>{{.Voices}}</td><td>{{utc .Opened}}</td></tr>{{end}}
</table>{{end}}
{{with .Brands}}<h2>Brands</h2>
<table><tr><th>Brand</th><th>Voices in the last hour</th><th>Posts</th><th>of them copies</th><th>Open incidents</th></tr>{{range .}}
<tr><td>{{.Name}}</td><td>{{.Voices}}</td><td>{{.Posts}}</td><td>{{.Copies}}</td><td>{{.OpenIncidents}}</td></tr>{{end}}
</table>{{end}}
{{with .Sources}}<h2>Sources</h2>
<table><tr><th>Source</th><th>Last answered</th><th>State</th></tr>{{range .}}
<tr><td>{{.ID}}</td><td>{{if .Read.IsZero}}never{{else}}{{utc .Read}}{{end}}</td>
<td>{{if .Fault}}<span class="bad">{{.Failures}} failed: {{.Fault}}</span>{{else}}<span class="ok">ok</span>{{end}}
{{- with .Behind}} <span class="bad">{{.}}</span>{{end}}
{{- if not .NotBefore.IsZero}} not asked before {{utc .NotBefore}}{{end}}</td></tr>{{end}}
</table>{{end}}
{{with .Jobs}}<h2>Jobs</h2>
<table><tr><th>Job</th><th>Last run</th><th>Result</th><th>Next</th></tr>{{range .}}
<tr><td>{{.Name}}</td><td>{{if .Ran.IsZero}}not yet{{else}}{{utc .Ran}}{{end}}</td>
<td>{{if .Fault}}<span class="bad">{{.Fault}}</span>{{else}}{{.Did}}{{end}}</td><td>{{if not .Next.IsZero}}{{utc .Next}}{{end}}</td></tr>{{end}}
</table>{{end}}
<p><a href="/status">status</a> · <a href="/metrics">metrics</a> · <a href="/healthz">healthz</a> · <a href="/readyz">readyz</a></p>
</body>
</html>
`
