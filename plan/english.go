package plan

func english() vocabulary {
	return vocabulary{
		crisis: `
			boycott*, outrage*, outraging, scandal*, shame on, disgusted, disgusting, disgrace*, appall*, offensive, offended, insensitive, tone deaf,
			unacceptable, vile, racis*, sexis*, misogyn*, homophob*, transphob*, antisemit*, bigot*, discriminat*, harass*, child labor, child labour,
			sweatshop*, recall AND NOT ("i recall" OR "you recall" OR "to recall" OR "don't recall" OR "can't recall"), recalled, recalling, product recalls,
			recalls NEAR/6 after, recalls NEAR/4 over, off the shelves, pulled from shelves, unsafe, dangerous, hazard*, safety concern*, safety issue*,
			toxic, poison*, contaminat*, tainted, carcinogen*, cancer*, asbestos, listeria, salmonella, e coli, botulism, allergic reaction, food poisoning,
			got sick, getting sick, makes me sick, made me sick, people sick, vomit*, threw up, maggot*, cockroach*, moldy, mouldy, glass in,
			worm in, metal in my, injur*, hospitali*, emergency room, in the er, burned my, burnt my, got burned, with burns, degree burns, burned me,
			caught fire, catch fire, catches fire, reports of fires, burst into flames, explod*, explosion*, electrocut*, killed, fatalit*, deaths, wrongful death, death toll,
			(people OR person OR worker* OR child* OR baby OR man OR woman OR patient* OR passenger*) NEAR/4 (died OR dies OR dead), lawsuit*, sue, suing, sued, sues,
			class action, negligen*, cover up, covered up, covering up, coverup, whistleblow*, knew about it, investigat*, indict*, fraud*, scam*, ripoff, rip off,
			data breach*, breached, hacked, hackers, ransomware, leaked, data leak, passwords are out, outage*, down for everyone, site is down, app is down,
			servers are down, server is down, went down, still down, down right now, is down again, down rn, apologize*, apologise*, apology, says sorry,
			pr disaster, pr nightmare, backlash, #cancel*, #delete*`,
		communications: `
			press release*, statement AND NOT ("bank statement" OR "fashion statement" OR "statement piece"), spokesperson, spokeswoman, spokesman,
			spokespeople, press inquir*, press enquir*, media inquir*, press contact, media contact, media relations, press office, press team, pr team, pr disaster,
			pr nightmare, press conference*, news conference*, interview* AND NOT ("job interview" OR "my interview"), keynote, did an ama, journalist*,
			reporter, reporters, newspaper*, headline*, op ed, in the news, the article, this article, story in the, writing a piece, writing a story, editor,
			reuters, bloomberg, associated press, ap news, wall street journal, wsj, new york times, nytimes, washington post, cnbc, cnn, bbc, fox news,
			ceo, cfo, coo, founder, chairman, chairwoman, executives, layoff*, laid off, lays off, laying off, merger, merges, acquisition, takeover, bankrupt*,
			chapter 11, shutting down, going out of business, headquarters, announce*, announcing, no comment, declined to comment, rumor, rumors, rumour*, is it true,
			reportedly, according to, sources say, fake news, misinformation, disinformation, debunked, fact check*, hoax, denies, denied reports, denied claims,
			denied rumo*, not what happened, apologize*, apologise*, apology, says sorry, open letter, leaked memo, internal memo`,
		marketing: `
			ad, ads, advert*, commercial AND NOT ("commercial use" OR "commercial property" OR "commercial building"), commercials, tv spot, super bowl, superbowl,
			billboard*, campaign*, slogan*, tagline*, jingle*, sponsor*, influencer*, giveaway*, sweepstake*, promo, promos, promo code*, promotional,
			discount*, coupon*, voucher*, percent off, (5 OR 10 OR 15 OR 20 OR 25 OR 30 OR 40 OR 50 OR 60 OR 70) NEAR/0 off, with code, use code, black friday, brand ambassador*,
			ambassador for, the face of, logo, logos, rebrand*, branding, mascot, marketing, launch*, product placement, collab*, partnered, partnering, partnership*,
			brand deal*, paid partnership, social media team, social media manager, social media, their tweets, community manager, unboxing, newsletter, loyalty program*`,
		service: `
			refund*, money back, store credit, reimburs*, customer service, customer care, customer support, tech support, support team, contact support,
			support ticket*, ticket number, case number, help desk, helpdesk, your support AND NOT ("for your support"), no reply, no response, not responding,
			(nobody OR never OR noone) NEAR/1 (answer* OR respond* OR repl*), no one NEAR/1 (answers OR responds OR replies), never got back, won't respond,
			won't answer, ignoring my, ignored my, dm me, sent a dm, check your dms, please help, pls help, plz help, help please, need help, someone help,
			can you help, anyone help, on hold, hold for, still waiting, waiting for my, been waiting, waiting on my, my NEAR/1 (order OR orders OR package OR parcel OR
			delivery OR shipment OR subscription OR account OR invoice OR password), order number, order status, where is my, where's my, tracking number, track my, tracking hasn't,
			delivery, deliveries, undelivered, not delivered, never delivered, delivered my, delivered to, delivered the wrong, never arrived, hasn't arrived,
			hasn't shipped, not arrived, didn't arrive, never showed up, never came, shipping, shipment*, days late, weeks late, hours late, late again, late delivery, is late, was late,
			lost package, lost my, return label, return policy, return it, returning my, returns, return my, send it back, sent it back, send back, wrong item, wrong size,
			wrong order, wrong color, wrong colour, exchange it, warranty, cancel AND NOT "cancel culture", cancelled my, canceled my, cancellation*, unsubscribe,
			overcharged, charged me, charged twice, double charged, charged my, billed me, billed twice, billing, complain*, complaint*, not working, doesn't work,
			"does not work", won't work, isn't working, stopped working, won't turn on, won't load, broken AND NOT ("search is broken" OR "feature is broken"), damaged, missing parts, missing items,
			can't log in, can't login, cannot log in, can't sign in, locked out, log in, login, reset email, password reset, phone number, real person, real human, a human at,
			talk to a human, speak to a human, speak to someone, live chat, chat bot, chatbot, call center, call centre, rep hung up, hung up on me`,
		product: `
			feature*, i wish, i'd love, would be great if, would be nice if, would be cool if, (would OR i'd) NEAR/0 love it if, would love to see, should add, should make,
			should bring back, should have a, please add, please make, please fix, please bring back, bring back, needs a, need a way to, there should be, why is there no, why isn't there, why can't i,
			is missing a, missing feature*, bug, bugs, buggy, glitch*, crash* AND NOT ("car crash" OR "plane crash"), freezes, froze, keeps freezing,
			lag, laggy, lags, slower, so slow, update*, upgrade*, firmware, version, beta, redesign*, design, designed, interface, ui, ux, usability, user friendly,
			intuitive, app, apps, the settings, dark mode, compatib*, integration*, api, plugin, export, android, ios, battery, ingredient*, new recipe, old recipe,
			the recipe, recipe change*, new formula, old formula, flavor*, flavour*, tastes like, tastes different, taste has, new taste, packaging, fabric, material,
			build quality, poor quality, bad quality, quality control, quality has, sizing, smaller size, bigger size, larger size, smaller version, plus size, too NEAR/0 (short OR long OR tight OR small OR big OR heavy OR loud),
			doesn't fit, strap*, zipper*, durable, durability, falls apart, fell apart, flimsy, cheaply made, poorly made, well made, prototype*, roadmap`,
	}
}
