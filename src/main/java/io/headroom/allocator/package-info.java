/**
 * What every team may hold, decided: a pure function from a world and an instant to a plan.
 *
 * <p>Four questions, four places: who is owed what ({@code QuotaTree}, {@code FairShares}), who is next ({@code Order}),
 * who may take from whom ({@code Taking}), which victims ({@code Victims}). A preset chooses a strategy for each. Nothing
 * here reads a clock, a database or a random number.
 */
package io.headroom.allocator;
