/**
 * The simulation: everything between a merchant's request and the webhook that answers it, in one thread, on a virtual clock, with a seeded
 * scheduler that drops, repeats, delays, reorders and crashes.
 *
 * <p>What runs is production code: {@code CreateCharge} with {@code Sources}, {@code OpenSources}, {@code Tokens} and
 * {@code IdempotencyTurns}, {@code ChargeRules}, {@code ChargeSaga}, {@code ChargeEvents}, {@code DeadlineSweeper}, {@code Simulator},
 * {@code OperationDispatcher}, {@code OperationAnswers} and {@code PaymentClosing}, {@code OffersProvider}, {@code PaymentListener},
 * {@code ReservationRules} and {@code RedemptionRules}, {@code Coalescer},
 * {@code OutboxRelay}, {@code RecentCharges}, {@code AccountCopy} and {@code AccountIndex}, {@code ConsumerRetry}, the listeners of the source-service and the webhook-service, {@code EventIntake},
 * {@code Dispatcher} and {@code DeliveryRules}, in several replicas. Stand-ins take the place of what is outside: {@code postgres} for the
 * stores' statements, {@code kafka} for the broker and its clients, {@code world} for merchants, payers, a provider that takes money twice, the account-service, receivers and bad
 * luck. {@code check} holds what must be true at every step and at the end, and {@code defect} the mistakes that prove that it is looked at.
 *
 * <p>A run follows from its seed alone. A failing seed is printed with the last steps, and
 *
 * <pre>mvn test -Dquick -pl simulation -am -Dtest=SimulationTest -Dsimulation.seed=123</pre>
 *
 * <p>repeats it and prints every step. {@code -Dsimulation.seeds=100000 -Dsimulation.first=1001} looks further than the build does.
 *
 * <p>What it does not cover: the SQL itself, HTTP, and Kafka's own protocol. The services' tests have those, against the real ones.
 */
package io.satang.simulation;
