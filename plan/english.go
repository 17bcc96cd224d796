package plan

// What English says of each strategy.
const (
	englishCrisis = `
		boycott*, outrage*, outraging, scandal*, shame on, disgusted, disgusting, disgrace*, appall*, offensive, offended, insensitive, tone deaf,
		unacceptable, vile, racis*, sexis*, misogyn*, homophob*, transphob*, antisemit*, bigot*, discriminat*, harass*, child labor, child labour,
		sweatshop*, recall AND NOT ("i recall" OR "you recall" OR "to recall" OR "don't recall" OR "can't recall" OR "total recall"), recalled,
		recalling, product recalls, recalls NEAR/6 after, recalls NEAR/4 over, off the shelves, pulled from shelves, unsafe, dangerous, hazard*,
		safety concern*, safety issue*, toxic, poison*, contaminat*, tainted, carcinogen*, causes cancer, cause cancer, caused cancer, cancer risk,
		linked to cancer, asbestos, listeria, salmonella, e coli, botulism, allergic reaction, food poisoning, got sick, getting sick,
		makes me sick, made me sick, people sick, vomit*, threw up, maggot*, cockroach*, moldy, mouldy, glass in, worm in, metal in my, injur*,
		hospitali*, emergency room, in the er, burned my, burnt my, got burned, with burns, degree burns, burned me, caught fire, catch fire,
		catches fire, reports of fires, burst into flames, explod*, explosion*, electrocut*, killed AND NOT ("killed it" OR "killed the"), fatalit*,
		deaths, wrongful death, death toll,
		(people OR person OR worker* OR child* OR baby OR man OR woman OR patient* OR passenger*) NEAR/4 (died OR dies OR dead), lawsuit*,
		(gonna OR will OR should OR to OR can OR they OR i'll OR we'll) NEAR/0 sue, suing, sued, sues, class action, negligen*, covered it up,
		covered this up, covered that up, covering it up, massive cover up, coverup, whistleblow*, investigat*, indict*, fraud*, scam*, ripoff,
		rip off, data breach*, breached, hacked, hackers, ransomware, data leak*, leaked data, been leaked, got leaked, leaked documents,
		leaked emails, passwords are out, outage*, down for everyone, site is down, app is down, servers are down, server is down, site went down,
		app went down, servers went down, down right now, is down again, down again, down rn, apologize*, apologise*, apology, says sorry,
		choked on, choking, choking hazard, suffocat*, droppings, rat in, rats in, mouse in, mice in, were stolen, was stolen, stole my data,
		identity theft, probe into, attorney general, regulators, ftc, fda, cpsc, antitrust, price gouging, bribe*, bribery, corrupt*, kickback*,
		embezzl*, walked out, walkout, on strike, protest*, petition*, greenwashing, animal cruelty, electric shock, arrested, pr disaster,
		pr nightmare, backlash, #cancel*, #delete*, fined, blew up, burst NEAR/4 (battery OR pocket OR hand OR face), broken bone*, broken arm,
		broken leg, collarbone, fractur*, concussion, bleeding, pollut*, dumping chemicals, toxic waste, mistreat*, working conditions, fainted,
		fainting, animal testing, tested on animals, tests on animals, making fun of, mocks, mocking, is gross, pull the ad, take it down,
		take this down, never forgive, is offline, are offline, everything is down`

	englishCommunications = `
		press release*, statement AND NOT ("bank statement" OR "fashion statement" OR "statement piece"), spokesperson, spokeswoman, spokesman,
		spokespeople, press inquir*, press enquir*, media inquir*, press contact, media contact, media relations, press office, press team, pr team,
		pr disaster, pr nightmare, press conference*, news conference*, interview* AND NOT ("job interview" OR "my interview"), keynote, did an ama,
		journalist*, reporter, reporters, newspaper*, headline*, op ed, in the news, the article, this article, story in the, writing a piece,
		writing a story, reuters, bloomberg, associated press, ap news, wall street journal, wsj, new york times, nytimes, washington post, cnbc,
		cnn, bbc, fox news, ceo, cfo, founder, cofounder, chairman, chairwoman, executives, layoff*, laid off, lays off, laying off, merger, merges,
		acquisition, takeover, bankrupt*, chapter 11, shutting down, going out of business, headquarters, announce*, announcing, no comment,
		declined to comment, rumor, rumors, rumour*, is it true, reportedly, according to, sources say, fake news, misinformation, disinformation,
		debunked, fact check*, hoax, denies, denied reports, denied claims, denied rumo*, not what happened, apologize*, apologise*, apology,
		says sorry, open letter, leaked memo, internal memo, the times, the guardian, journo, journos, their pr, pr is, pr people, pr department,
		was sold to, being sold to, bought by, acquired by`

	englishMarketing = `
		ad, ads, advert*, commercial AND NOT ("commercial use" OR "commercial property" OR "commercial building"), commercials, tv spot, super bowl,
		superbowl, billboard*, campaign*, slogan*, tagline*, jingle*, sponsor*, influencer*, giveaway*, sweepstake*, promo, promos, promo code*,
		promotional, discount*, coupon*, voucher*, percent off, (5 OR 10 OR 15 OR 20 OR 25 OR 30 OR 40 OR 50 OR 60 OR 70) NEAR/0 off, with code,
		use code, black friday, brand ambassador*, ambassador for, is the face of, new face of, logo, logos, rebrand*, branding, mascot, marketing,
		launch*, product placement, collab*, partnered, partnering, partnership*, brand deal*, paid partnership, social media team,
		social media manager, social media, their tweets, community manager, unboxing, newsletter, loyalty program*, promoting, promotes,
		pop up store, popup store, find the code, code NEAR/2 work`

	englishService = `
		refund*, money back, store credit, reimburs*, customer service, customer care, customer support, tech support, support team,
		contact support, support ticket*, ticket number, case number, help desk, helpdesk, no reply, no response, not responding,
		(nobody OR never OR noone) NEAR/1 (answer* OR respond* OR repl*), no one NEAR/1 (answers OR responds OR replies), never got back,
		won't respond, won't answer, ignoring my, ignored my, dm me, sent a dm, check your dms, on the phone with, on the phone for, transferred me,
		transferred NEAR/1 times, please help, pls help, plz help, help please, need help, someone help, can you help, anyone help, on hold,
		still waiting, waiting for my, been waiting, waiting on my,
		my NEAR/1 (order OR orders OR package OR parcel OR delivery OR shipment OR subscription OR account OR invoice OR password), order number,
		order status, where is my, where's my, tracking number, track my, tracking hasn't, delivery, deliveries, undelivered, not delivered,
		never delivered, delivered my, delivered to, delivered the wrong, never arrived, hasn't arrived, hasn't shipped, not arrived, didn't arrive,
		never showed up, never came, shipping, shipment*, days late, weeks late, hours late, late again, late delivery, is late, was late,
		lost package, return label, return policy, return it, returning my, free returns, my returns, return my, send it back, sent it back,
		send back, wrong item, wrong size, wrong order, wrong color, wrong colour, exchange it, warranty, guarantee AND NOT "i guarantee",
		cancel AND NOT "cancel culture", cancelled my, canceled my, cancellation*, unsubscribe, overcharged, charged me, charged twice, charged for,
		i charged, been charged, keeps charging, keep charging, double charged, charged my, billed me, billed twice, billing,
		complain* AND NOT ("can't complain" OR "cannot complain" OR "no complaints"), not working, doesn't work, "does not work", won't work,
		isn't working, stopped working, won't turn on, won't load, broken AND NOT ("search is broken" OR "feature is broken"), damaged,
		(arrived OR came OR delivered) NEAR/2 (smashed OR cracked OR torn OR empty OR opened OR crushed), missing parts, missing items,
		can't log in, can't login, cannot log in, can't sign in, locked out, log in, login, reset email, password reset, phone number, real person,
		real human, a human at, talk to a human, speak to a human, speak to someone, live chat, chat bot, chatbot, call center, call centre,
		rep hung up, hung up on me, someone else's order, somebody else's order, sent me the wrong, emailed, sent emails, rude, deposit back,
		get my deposit, useless agent, no help at all`

	englishProduct = `
		feature*, i wish, i'd love to see, would be great if, would be nice if, would be cool if, (would OR i'd) NEAR/0 love it if,
		would love to see, should add, should make, should bring back, should have a, please add, please make, please fix, please bring back,
		bring back, it needs a, app needs a, needs an option, need a way to, there should be, why is there no, why isn't there, why can't i,
		is missing a, missing feature*, bug, bugs, buggy, glitch*, crash* AND NOT ("car crash" OR "plane crash"), freezes, froze, keeps freezing,
		laggy, lags, lagging, so much lag, input lag, slower, so slow,
		(last OR latest OR new OR newest OR since OR after OR recent OR app OR software OR firmware OR this OR the) NEAR/1 (update OR updated OR updating OR updates),
		upgrade*, firmware, version, beta, redesign*, design, designed, interface, ui, ux, usability, user friendly, intuitive, app, apps,
		the settings, dark mode, compatib*, integration*, api, plugin, export, android, ios, battery, ingredient*, new recipe, old recipe,
		changed the recipe, changed their recipe, recipe change*, new formula, old formula, flavor*, flavour*, tastes like, tastes different,
		taste has, new taste, packaging, fabric, material, build quality, poor quality, bad quality, quality control, quality has, sizing,
		smaller size, bigger size, larger size, smaller version, plus size, too NEAR/0 (short OR long OR tight OR small OR big OR heavy OR loud),
		doesn't fit, overheat*, option to, option for, an option, leaks, leaking, leaked all over, squeak*, rattles, peeling, peels off, wears out,
		breaks easily, strap*, zipper*, durable, durability, falls apart, fell apart, flimsy, cheaply made, poorly made, well made, prototype*,
		roadmap, batteries, log me out, logs me out, logging me out, logged me out, travel size, should come in, should come with, sagging, sags,
		wobbl*, shrank, shrinks, faded, rusted, rusty`
)

func english() vocabulary {
	return vocabulary{englishCrisis, englishCommunications, englishMarketing, englishService, englishProduct}
}
