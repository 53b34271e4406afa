# Each target says its Maven (or launcher) equivalent.
.DEFAULT_GOAL := help
.PHONY: help demo verify quick format clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## ./storeledger demo            the whole pipeline against the sandbox
	./storeledger demo

verify: ## mvn verify                    everything that CI checks
	mvn verify

quick: ## mvn -Dquick test              unit tests, no checkers
	mvn -Dquick test

format: ## mvn spotless:apply            formats the code (needs Maven on JDK 25)
	JAVA_HOME=$$(./storeledger jdk) mvn -q spotless:apply

clean: ## mvn clean                     removes what was built
	mvn -q clean
