# Short ways into the house; .ci/run is all its checks. "make help" lists them.
GO       ?= go
TIMEOUT  ?= 15m
FUZZTIME ?= 10s
IMAGE    ?= tocsin
tool      = $(GO) tool -modfile=.ci/tools.mod
# vet has run by then, with all that it knows.
tested    = $(GO) test -vet=off -shuffle=on -timeout=$(TIMEOUT)

# With the race detector a process waits a second before it ends, unless told otherwise.
export GORACE ?= atexit_sleep_ms=50

# Tests that repeat for long what others do once: with the race detector these took
# minutes, and it finds in the others what there is to find.
computing = \
  TestAFormLosesNothingButWhatItNames \
  TestAReplayComparesTwoConfigurations \
  TestAReplaySaysWhatWouldHaveFired \
  TestAliasBombsAreDefused \
  TestBurstHearsTheStorm \
  TestCalmWeeks \
  TestEveryCardFitsSlack \
  TestExpected \
  TestFiftyPeopleWhoQuoteOnePostAndSayTheirOwnAreFiftyOneVoices \
  TestFlatTalkIsNoSlowBurn \
  TestFortyThousandDifferentPostsHaveNoCopies \
  TestLiveReplayedAndRestartedStreamsGiveTheSameIncidents \
  TestLulls \
  TestMatcherAgreesWithANaiveEvaluator \
  TestMatcherAgreesWithANaiveEvaluatorOnNames \
  TestNothingIsMissed \
  TestNothingLooksAhead \
  TestNothingLooksAheadAndARestartChangesNothing \
  TestOrderOfArrivalDoesNotMatter \
  TestShortCutsAreTrueForEveryRune \
  TestStormHasItsShape \
  TestTheSumsOfWhyComeOut \
  TestWhatCreepsUpIsToldOnce \
  TestWhatIsNoSlowBurn \
  TestWhatWasKeptIsReplayedAsItHappened
empty    :=
computes  = ^($(subst $(empty) $(empty),|,$(strip $(computing))))$$

.PHONY: help build test lint fmt fuzz demo image clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

build: ## the program, as ./tocsin
	CGO_ENABLED=0 $(GO) build -trimpath -o tocsin ./cmd/tocsin

test: ## vet, and all tests with the race detector, but without it what computes or is told 10,000 posts
	@.ci/needs redis-server chromium gcc
	$(GO) vet ./...
	$(tested) -race -skip '$(computes)' ./...
	$(tested) -run 'LostOrDoubled|$(computes)' ./...

lint: ## what the linters find; the first run builds them, which takes minutes
	$(tool) golangci-lint run ./...

fmt: ## put every file into its form
	$(tool) golangci-lint fmt

fuzz: ## every fuzz test for FUZZTIME
	@.ci/fuzz $(FUZZTIME)

demo: build ## a month of an invented brand that ends in a crisis
	./tocsin demo

image: ## the container image
	docker build -t $(IMAGE) .

clean: ## take out what was built
	rm -rf tocsin dist
