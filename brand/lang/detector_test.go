package lang

import "testing"

func TestALanguageIsToldOrUnknown(t *testing.T) {
	d := New()
	for _, tt := range []struct{ claim, in, want string }{
		{"a complaint", "My order still hasn't arrived and nobody answers the phone", "en"},
		{"a short one", "A app não funciona desde ontem", "pt"},
		{"without its accents", "la aplicacion no funciona desde ayer y nadie contesta", "es"},
		{"names in Latin letters in a Chinese text", "我的 iPhone 15 Pro Max 又坏了", "zh"},
		{"Japanese by its kana", "スマホが壊れました", "ja"},
		{"Japanese without kana", "東京駅前広場発売開始", "ja"},
		{"Han signs that are both", "新年快樂", ""},
		{"Russian", "Приложение не работает со вчерашнего дня", "ru"},
		{"Ukrainian", "Застосунок не працює від учора", "uk"},
		{"Persian", "برنامه از دیروز کار نمی\u200cکند", "fa"},
		{"a German text with a name of another spelling", "Meine C&A Böll Jacke hat Feuer gefangen, unfassbar", "de"},
		{"a French one", "C&A Böll vend de la camelote dangereuse", "fr"},
		{"nothing", "", ""},
		{"an address", "https://solvo.example/the/recall/of/the/year", ""},
		{"handles and tags", "@the_and_of @is_it #this_is_the_one", ""},
		{"names", "Solvo Motrin Domino's Tesco Lidl Aldi", ""},
		{"emoji", "😡😡😡🔥", ""},
		{"laughter", "hahahahaha lol", ""},
		{"a word", "recall", ""},
		{"two words that many languages have", "no no", ""},
		{"two languages at once", "Me encanta este producto but the delivery was so late, qué pena, never again with them", ""},
		{"half Latin, half Russian", "The app is broken again and again, приложение снова не работает сегодня", ""},
		{"bytes that are no text", "\xff\xfe\xfd", ""},
	} {
		if got := d.Detect(tt.in); got != tt.want {
			t.Errorf("%s: Detect(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}
