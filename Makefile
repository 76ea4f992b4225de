# What one does with this repository. The scripts behind longer targets are in .ci/.
SHELL := /bin/bash
BUNDLE := reports/assets/built-by-make-assets/echarts.min.js
GO_BUILD := go build -trimpath -buildvcs=false

.PHONY: build assets demo test fuzz bench bench-peers validate foreign-fixtures lint browser sample screenshots clean

build: assets ## the program: bin/aqs
	$(GO_BUILD) -o bin/aqs ./cmd/aqs

assets: $(BUNDLE) ## ECharts from npm, bundled once

$(BUNDLE): $(addprefix reports/assets/,package-lock.json package.json bundle.mjs echarts-entry.js)
	cd reports/assets && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

demo: build ## the sample data as a finished site: demo/site/index.html
	.ci/demo.sh

test: build lint browser ## everything: format, vet, staticcheck, unit, golden, script and browser tests
	.ci/test.sh

fuzz: ## every fuzz target for AQS_FUZZ_TIME each (20s); also the last part of make test
	.ci/fuzz.sh

lint: assets ## gofmt, vet, staticcheck
	.ci/lint.sh

browser: ## chromium and Chinese fonts for the browser tests, when they are missing
	.ci/install-browser.sh

validate: ## the method against planted causes, 15 seeds, about ten minutes: docs/validation.md
	go run -buildvcs=false ./internal/validate/aqsvalidate -out docs/validation.md

bench: assets ## speed and peak memory in benchstat's format, about ten minutes; see docs/performance.md
	.ci/bench.sh

bench-peers: export AQS_BENCH_CACHE ?= $(or $(TMPDIR),/tmp)/aqs-bench-peers
bench-peers: build ## beside excelize, openpyxl, pandas, SheetJS and others: Markdown for docs/performance.md
	internal/bench/peers/setup.sh "$(AQS_BENCH_CACHE)"
	go run -buildvcs=false ./internal/bench/aqsbench peers

foreign-fixtures: ## ingest/workbook/testdata/foreign anew, by the programs themselves; committed
	internal/bench/foreign/make.sh ingest/workbook/testdata/foreign

sample: build ## sample-data anew; the result is committed
	rm -rf sample-data/inbox sample-data/truth.csv
	bin/aqs simulate sample-data --people 30 --months 3 --seed 20260101 --full

screenshots: demo browser ## docs/img, from the demo site
	AQS_SITE=$(CURDIR)/demo/site AQS_SCREENSHOT=$(CURDIR)/docs/img go test -count=1 -run 'SiteInBrowser/shots' ./reports

clean: ## everything that can be built again
	rm -rf bin demo reports/assets/built-by-make-assets reports/assets/node_modules
